import type { Manifest, ObjectMeta } from '../api/types.ts';

/** An event as events.k8s.io/v1 has it. */
interface NewEvent {
  readonly metadata: ObjectMeta;
  readonly eventTime: string;
  readonly reportingController: string;
  readonly reportingInstance: string;
  readonly action: string;
  readonly reason: string;
  readonly regarding: unknown;
  readonly note: string;
  readonly type: string;
}

/**
 * The same event as core/v1 has it: without first and last times, which this form does not know.
 * Source: v1.35 pkg/apis/events/v1/conversion.go
 */
export function coreEventOf(event: NewEvent): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: event.metadata,
    involvedObject: event.regarding,
    reason: event.reason,
    message: event.note,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type: event.type,
    eventTime: event.eventTime,
    action: event.action,
    reportingComponent: event.reportingController,
    reportingInstance: event.reportingInstance,
  };
}
