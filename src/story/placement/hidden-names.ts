/** How names of nodes are shown: as they are, or hidden. */
export interface NodeNames {
  (node: string): string;
  /** The same in every word of a text. */
  in(text: string): string;
}

/** Names as they are. */
export const shownNames: NodeNames = Object.assign((node: string) => node, { in: (text: string) => text });

/** `node-1`, `node-2` … instead of the names, for a screen or a text that others will see; in the order given. */
export function hiddenNames(nodes: readonly string[]): NodeNames {
  const places = new Map(nodes.map((node, place) => [node, `node-${place + 1}`]));
  const name = (node: string) => places.get(node) ?? node;
  const words = /[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?/g;
  return Object.assign(name, { in: (text: string) => text.replace(words, name) });
}
