import { type Choices, opened } from './choices.ts';
import { around } from './documents.ts';
import { readDraft } from './kept.ts';
import { loadCatalog } from './run/catalog.ts';
import { openText } from './run/open-text.ts';
import { choose } from './store.ts';

/** What is shown first: the link's run, else the text of the last visit, else the first example. Always a run. */
export async function openFromAddress(): Promise<void> {
  const catalog = await loadCatalog();
  const [first] = catalog;
  const example = async (notice?: string) => {
    if (!first) return;
    await openText(first.text, `${first.name}.yaml`, {
      builtIn: first.name,
      ...(notice === undefined ? {} : { notice }),
    });
  };
  if (location.hash.length <= 1) {
    const draft = readDraft();
    if (draft)
      choose({
        ...opened(draft, undefined),
        notice: 'This is your text of the last visit. The examples are behind the name above.',
      });
    else await example();
    return;
  }
  const { readLink } = await import('../scenario/link.ts');
  const read = readLink(location.hash);
  if ('refused' in read) return example(`${read.refused} The example is shown instead.`);
  const { name, files, scenario, cursor = 0, cluster } = read.linked;
  const entry = catalog.find((each) => each.name === name);
  if (files && scenario && cluster)
    await (await import('./own-cluster/open-shared.ts')).openShared({ files, scenario }, cluster, cursor);
  else if (files && scenario) choose(opened({ files, scenario }, undefined, cursor) satisfies Partial<Choices>);
  else if (files)
    choose(opened(around(Object.keys(files)[0] ?? 'yours.yaml', Object.values(files)[0] ?? ''), undefined, cursor));
  else if (entry)
    await openText(entry.text, `${entry.name}.yaml`, { builtIn: entry.name, cursor, started: cursor > 0 });
  else await example(`There is no example called “${name ?? ''}”. The first one is shown instead.`);
}
