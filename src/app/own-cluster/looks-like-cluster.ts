/** A Node on a line of its own, as YAML and printed JSON have it, or anywhere in JSON without line breaks. */
const node = /^[\s{-]*["']?kind["']?:\s*["']?Node(List)?["']?\s*,?\s*$|[{,]\s*"kind"\s*:\s*"Node(List)?"/m;

/** Whether a text holds a Node, as no manifest that a person creates does: then it is a cluster. */
export const looksLikeCluster = (text: string): boolean => node.test(text);
