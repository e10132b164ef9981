/** A Node of its own in YAML. One that is named as an owner, as in the Pods of a control plane, stands deeper. */
const inYaml = /^(- | {0,2})kind: ["']?Node(List)?["']?\s*$/m;

/** A Node in JSON, with or without line breaks; an owner allocates nothing. */
const inJson = /[{,]\s*"kind"\s*:\s*"Node(List)?"/;

/** Whether a text holds a Node, as no manifest that a person creates does: then it is a cluster. */
export const looksLikeCluster = (text: string): boolean =>
  inYaml.test(text) || (inJson.test(text) && text.includes('"allocatable"'));
