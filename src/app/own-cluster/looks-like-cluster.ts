/**
 * Whether a text holds a Node of its own, as no manifest that a person creates does: then it is a cluster. One that is
 * named as an owner, as in the Pods of a control plane, stands deeper.
 */
export const looksLikeCluster = (text: string): boolean =>
  /^(- | {0,2})kind: Node(List)?\s*$/m.test(text) || (/"kind":\s*"Node/.test(text) && text.includes('"allocatable"'));
