import { type Choices, opened } from './choices.ts';
import { around } from './documents.ts';
import { readDraft } from './kept.ts';
import { loadCatalog } from './run/catalog.ts';
import { openText } from './run/open-text.ts';
import { choices, choose } from './store.ts';

/** What became of a link: where it is, and what to say about it. */
export interface Shared {
  readonly said: string;
  /** Absent when the scenario is too large for one. */
  readonly link?: string;
}

/** Puts a link to this moment into the address bar and the clipboard. What would not open again is not handed out. */
export async function copyLink(): Promise<Shared> {
  const { readLink, writeLink } = await import('../scenario/link.ts');
  const { builtIn, running, cursor } = choices();
  const linked =
    builtIn === undefined ? { files: running.files, scenario: running.scenario, cursor } : { name: builtIn, cursor };
  const fragment = writeLink(linked);
  if ('refused' in readLink(fragment))
    return { said: 'This scenario is too large for a link. Save it as a file and hand that out' };
  history.replaceState(null, '', `#${fragment}`);
  try {
    await navigator.clipboard.writeText(location.href);
    return { said: 'Link copied', link: location.href };
  } catch {
    return { said: 'Link is in the address bar', link: location.href };
  }
}

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
  const { name, files, scenario, cursor = 0 } = read.linked;
  const entry = catalog.find((each) => each.name === name);
  if (files && scenario) choose(opened({ files, scenario }, undefined, cursor) satisfies Partial<Choices>);
  else if (files)
    choose(opened(around(Object.keys(files)[0] ?? 'yours.yaml', Object.values(files)[0] ?? ''), undefined, cursor));
  else if (entry)
    await openText(entry.text, `${entry.name}.yaml`, { builtIn: entry.name, cursor, started: cursor > 0 });
  else await example(`There is no example called “${name ?? ''}”. The first one is shown instead.`);
}
