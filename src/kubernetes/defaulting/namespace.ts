import { type Fields, fieldsOf, textOf } from '../api/fields.ts';

const label = 'kubernetes.io/metadata.name';

/** A Namespace can be selected by its name, whatever anybody writes there. Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_Namespace */
export function defaultNamespace(namespace: Fields): Fields {
  const metadata = fieldsOf(namespace.metadata);
  const [name, labels] = [textOf(metadata.name), fieldsOf(metadata.labels)];
  if (name === '' || labels[label] === name) return namespace;
  return { ...namespace, metadata: { ...metadata, labels: { ...labels, [label]: name } } };
}
