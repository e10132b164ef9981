import { type Choices, opened } from './choices.ts';
import { around } from './documents.ts';
import { readDraft } from './kept.ts';
import { takeApart } from './run/ask-worker.ts';
import { loadCatalog } from './run/catalog.ts';
import { choices, choose } from './store.ts';

/** Puts a link to this moment into the address bar and the clipboard. @returns what to say about it */
export async function copyLink(): Promise<string> {
  const { writeLink } = await import('../scenario/link.ts');
  const { builtIn, running, cursor } = choices();
  const linked =
    builtIn === undefined ? { files: running.files, scenario: running.scenario, cursor } : { name: builtIn, cursor };
  history.replaceState(null, '', `#${writeLink(linked)}`);
  try {
    await navigator.clipboard.writeText(location.href);
    return 'Link copied';
  } catch {
    return 'Link is in the address bar';
  }
}

/** What is shown first: the link's run, else the text of the last visit, else the first example. Always a run. */
export async function openFromAddress(): Promise<void> {
  const catalog = await loadCatalog();
  const [first] = catalog;
  const example = async (notice?: string) => {
    if (!first) return;
    const documents = await takeApart(first.text, `${first.name}.yaml`);
    choose({ ...opened(documents, first.name), ...(notice === undefined ? {} : { notice }) });
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
  const { name, files, scenario, cursor = 0 } = read.linked;
  const entry = catalog.find((each) => each.name === name);
  if (files && scenario !== undefined)
    choose(opened({ files, scenario }, undefined, cursor) satisfies Partial<Choices>);
  else if (files)
    choose(opened(around(Object.keys(files)[0] ?? 'yours.yaml', Object.values(files)[0] ?? ''), undefined, cursor));
  else if (entry) choose(opened(await takeApart(entry.text, `${entry.name}.yaml`), entry.name, cursor));
  else await example(`There is no example called “${name ?? ''}”. The first one is shown instead.`);
}
