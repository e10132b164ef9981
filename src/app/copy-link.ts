import { choices } from './store.ts';

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
