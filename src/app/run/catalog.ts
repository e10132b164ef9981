import type { CatalogEntry } from '../../scenario/catalog/entry.ts';

export type { CatalogEntry };

/** The scenarios that ship, in a chunk of their own: the first paint does not wait for their texts. */
export async function loadCatalog(): Promise<readonly CatalogEntry[]> {
  const { catalog } = await import('../../scenario/catalog/index.ts');
  return catalog;
}
