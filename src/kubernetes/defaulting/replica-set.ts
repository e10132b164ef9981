import { type Fields, fieldsOf, isFields } from '../api/fields.ts';
import { fill, within } from './fill.ts';
import { defaultPodTemplate } from './pod-spec.ts';

/** Source: v1.35 pkg/apis/apps/v1/defaults.go SetDefaults_ReplicaSet */
export function defaultReplicaSet(set: Fields): Fields {
  return within(fill(set, { spec: {} }), 'spec', (value) => {
    const spec = fill(fieldsOf(value), { replicas: 1 });
    return { ...spec, template: defaultPodTemplate(spec.template) };
  });
}

/** Selector and labels follow the template. Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_ReplicationController */
export function defaultReplicationController(controller: Fields): Fields {
  // Only a ReplicationController may be sent without a template: its field is a pointer.
  if (!isFields(fieldsOf(controller.spec).template))
    return within(fill(controller, { spec: {} }), 'spec', (spec) => fill(fieldsOf(spec), { replicas: 1 }));
  const done = defaultReplicaSet(controller);
  const labels = fieldsOf(fieldsOf(fieldsOf(fieldsOf(done.spec).template).metadata).labels);
  if (Object.keys(labels).length === 0) return done;
  const metadata = fieldsOf(done.metadata);
  return {
    ...done,
    metadata: fill(metadata, { labels }),
    spec: fill(fieldsOf(done.spec), { selector: labels }),
  };
}
