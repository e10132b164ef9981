import type { Linked } from '../scenario/link.ts';
import type { Choices } from './choices.ts';
import { choices } from './store.ts';

/** What became of a link: where it is, and what to say about it. */
export interface Shared {
  readonly said: string;
  /** Absent when the scenario is too large for one. */
  readonly link?: string;
}

/** Whether a cluster of one's own goes into the link, and under which names. Without a word it stays here. */
export interface LinkWish {
  readonly cluster: boolean;
  readonly anonymous: boolean;
}

/** Puts a link to this moment into the address bar and the clipboard. What would not open again is not handed out. */
export async function copyLink(wish?: LinkWish): Promise<Shared> {
  const { readLink, writeLink } = await import('../scenario/link.ts');
  const linked = await toLink(choices(), wish);
  const fragment = (linked.cluster?.length ?? 0) > mostCluster ? undefined : writeLink(linked);
  if (fragment === undefined || 'refused' in readLink(fragment)) return { said: tooLarge(linked) };
  history.replaceState(null, '', `#${fragment}`);
  try {
    await navigator.clipboard.writeText(location.href);
    return { said: 'Link copied', link: location.href };
  } catch {
    return { said: 'Link is in the address bar', link: location.href };
  }
}

/** Beyond this many characters nobody tries to pack it. */
const mostCluster = 2_000_000;

const tooLarge = ({ cluster }: Linked): string =>
  cluster === undefined
    ? 'This scenario is too large for a link. Save it as a file and hand that out'
    : `The cluster is too large for a link, though it is reduced to what kube-scheduler reads: ${(cluster.length / 1e6).toFixed(1)} MB. Download it, and hand out the file with the manifest`;

async function toLink({ builtIn, running, cursor }: Choices, wish: LinkWish | undefined): Promise<Linked> {
  const { files, scenario, imported } = running;
  if (imported === undefined || wish?.cluster !== true)
    return builtIn === undefined ? { files, scenario, cursor } : { name: builtIn, cursor };
  const { shareOwnCluster } = await import('./own-cluster/share-own-cluster.ts');
  const shared = await shareOwnCluster(imported, { files, anonymous: wish.anonymous, as: 'json' });
  const texts = wish.anonymous ? createEach(shared.files) : { files, scenario };
  return { ...texts, cursor, cluster: shared.text };
}

/** A scenario of which nothing is left but its files: commands could name what shall not be named. */
function createEach(files: Readonly<Record<string, string>>): Pick<Linked, 'files' | 'scenario'> {
  const actions = Object.keys(files).map((name) => `    - { at: 0s, kubectl: "create -f ${name}" }`);
  const head = [
    'apiVersion: podscope.dev/v1',
    'kind: Scenario',
    'metadata:',
    '  name: shared',
    'spec:',
    '  until: 60s',
  ];
  return { files, scenario: [...head, '  actions:', ...actions, ''].join('\n') };
}
