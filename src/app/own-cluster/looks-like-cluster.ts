/** Whether a text holds a Node, as no manifest that a person creates does: then it is a cluster. */
export const looksLikeCluster = (text: string): boolean => /^[\s{-]*"?kind"?:\s*"?Node(List)?"?\s*,?\s*$/m.test(text);
