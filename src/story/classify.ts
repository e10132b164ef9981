import type { EntryId, Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { shortLabel } from './describe-message.ts';
import { askFlow } from './flows/ask.ts';
import { connectFlow } from './flows/connect.ts';
import type { Flow, FlowContext, Told } from './flows/flow.ts';
import { noiseFlow } from './flows/noise.ts';
import { placeFlow } from './flows/place.ts';
import { reactFlow } from './flows/react.ts';
import { reportFlow } from './flows/report.ts';
import { runFlow } from './flows/run.ts';
import { storeFlow } from './flows/store.ts';
import type { Level } from './level.ts';
import { writesByRequest } from './requests.ts';
import type { StepNumber } from './steps.ts';

/** What a message means in the story. */
export interface Classified {
  readonly message: Message;
  readonly level: Level;
  readonly step?: StepNumber;
  readonly label: string;
  /** Refused, failed or crashed: drawn with a cross. */
  readonly failed: boolean;
}

/** The first flow that knows a message tells it; noise comes first, so that leases never look like reports. */
const flows: readonly Flow[] = [noiseFlow, askFlow, storeFlow, connectFlow, placeFlow, runFlow, reportFlow, reactFlow];

/** Every message of the run with its step and the least level at which it is shown. */
export function classify(index: TraceIndex): ReadonlyMap<EntryId, Classified> {
  const context = contextOf(index);
  const found = new Map<EntryId, Classified>();
  for (const message of index.messages) {
    const told = flows.reduce<Told | undefined>((known, flow) => known ?? flow(message, context), undefined);
    const step = told?.step ?? inheritedStep(message, found);
    found.set(message.id, {
      message,
      // What settled before the run is no part of its story.
      level: message.sentAt < 0 ? 'everything' : (told?.level ?? 'detail'),
      ...(step === undefined ? {} : { step }),
      label: told?.label ?? shortLabel(index, message),
      failed: told?.failed ?? failedOf(message),
    });
  }
  return found;
}

function contextOf(index: TraceIndex): FlowContext {
  const seen = new Set<string>();
  return {
    index,
    writes: writesByRequest(index),
    once(name) {
      const first = !seen.has(name);
      seen.add(name);
      return first;
    },
  };
}

/** An answer belongs where its request does, and what has no step of its own where its cause does. */
function inheritedStep(message: Message, found: ReadonlyMap<EntryId, Classified>): StepNumber | undefined {
  return (found.get(message.answers ?? -1) ?? found.get(message.cause))?.step;
}

function failedOf({ body }: Message): boolean {
  switch (body.type) {
    case 'http-answer':
      return body.code >= 400;
    case 'etcd-answer':
      return !body.succeeded;
    case 'cri-answer':
    case 'cni-answer':
    case 'registry-answer':
      return body.error !== undefined;
    case 'probe-answer':
      return body.outcome === 'failure';
    case 'signal':
      return body.signal === 'exit' && (body.exitCode ?? 0) !== 0;
    case 'traffic':
      return body.outcome === 'refused';
    default:
      return false;
  }
}
