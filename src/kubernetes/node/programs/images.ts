import { own } from '../../api/fields.ts';

/** How the image of a repository behaves when nobody says otherwise. */
export interface KnownImage {
  /** Bytes that a pull brings, as the registry of the recordings served them. */
  readonly bytes: number;
  /** What it runs without a command. */
  readonly runs: 'web-server' | 'shell' | 'pause' | 'agnhost' | 'liveness' | 'server' | 'hello';
  /** Where it serves files from, for a web server. */
  readonly root?: string;
  readonly ports: readonly number[];
  /** What it does on SIGTERM. */
  readonly onTerm: 'exit-0' | 'ignore' | 'exit-143';
  /** The small Linux it is made from, where that is known: it says which programs are in it. */
  readonly base?: 'busybox' | 'debian';
  /** Programs that are in the image beside those. */
  readonly has?: readonly string[];
}

const known: Readonly<Record<string, KnownImage>> = {
  nginx: {
    bytes: 41_928_188,
    runs: 'web-server',
    root: '/usr/share/nginx/html',
    ports: [80],
    onTerm: 'exit-0',
    base: 'debian',
    has: ['nginx'],
  },
  httpd: {
    bytes: 58_000_000,
    runs: 'web-server',
    root: '/usr/local/apache2/htdocs',
    ports: [80],
    onTerm: 'exit-0',
    base: 'debian',
    has: ['httpd', 'httpd-foreground'],
  },
  busybox: { bytes: 2_591_062, runs: 'shell', ports: [], onTerm: 'ignore', base: 'busybox' },
  perl: { bytes: 2_591_062, runs: 'shell', ports: [], onTerm: 'ignore', base: 'debian', has: ['perl'] },
  redis: { bytes: 44_000_000, runs: 'server', ports: [6379], onTerm: 'exit-0', has: ['redis-server', 'redis-cli'] },
  mysql: { bytes: 170_000_000, runs: 'server', ports: [3306], onTerm: 'exit-0', has: ['mysqld'] },
  'polinux/stress': {
    bytes: 6_270_082,
    runs: 'shell',
    ports: [],
    onTerm: 'exit-143',
    base: 'busybox',
    has: ['stress', 'bash'],
  },
  'registry.k8s.io/pause': { bytes: 320_000, runs: 'pause', ports: [], onTerm: 'exit-0' },
  'registry.k8s.io/e2e-test-images/agnhost': {
    bytes: 11_924_686,
    runs: 'agnhost',
    ports: [],
    onTerm: 'exit-143',
    has: ['agnhost'],
  },
  'registry.k8s.io/liveness': { bytes: 5_000_000, runs: 'liveness', ports: [8080], onTerm: 'exit-143' },
  'registry.k8s.io/busybox': { bytes: 2_591_062, runs: 'shell', ports: [], onTerm: 'ignore', base: 'busybox' },
  'hello-app': { bytes: 4_600_000, runs: 'hello', ports: [8080], onTerm: 'exit-143' },
};

/** Sizes of single tags, as recorded. */
const tagBytes: Readonly<Record<string, number>> = { 'nginx:1.16.1': 44_127_207, 'nginx:1.25': 46_329_179 };

/** An image that nobody knows exists and runs for ever. */
const unknown: KnownImage = { bytes: 62_914_560, runs: 'server', ports: [], onTerm: 'ignore' };

/** `docker.io/library/nginx:1.27` → `nginx`; `registry.k8s.io/pause:3.10@sha256:…` → `registry.k8s.io/pause`. */
export function repository(image: string): string {
  const undigested = image.split('@')[0] ?? image;
  const colon = undigested.lastIndexOf(':');
  const untagged = colon > undigested.lastIndexOf('/') ? undigested.slice(0, colon) : undigested;
  return untagged.replace(/^docker\.io\//, '').replace(/^library\//, '');
}

export function knownImage(image: string): KnownImage {
  const name = repository(image);
  const found = own(known, name) ?? known[Object.keys(known).find((key) => name.endsWith(`/${key}`)) ?? ''];
  const bytes = own(tagBytes, image);
  if (found === undefined) return unknown;
  return bytes === undefined ? found : { ...found, bytes };
}

/** An image reference with the tag that is meant when none is given. Source: v1.35 pkg/util/parsers */
export function withTag(image: string): string {
  if (image.includes('@')) return image;
  return image.lastIndexOf(':') > image.lastIndexOf('/') ? image : `${image}:latest`;
}

/** As containerd names it: `docker.io/library/nginx:1.14.2`. Source: distribution/reference familiar names */
export function normalizedImage(image: string): string {
  const tagged = withTag(image);
  const [first = ''] = tagged.split('/');
  const hasHost = tagged.includes('/') && (first.includes('.') || first.includes(':') || first === 'localhost');
  if (hasHost) return tagged;
  return tagged.includes('/') ? `docker.io/${tagged}` : `docker.io/library/${tagged}`;
}

/** What is wrong with an image reference; undefined if nothing is. */
export function imageNameProblem(image: string): string | undefined {
  const name = repository(image);
  if (name !== name.toLowerCase()) {
    const full = normalizedImage(image).split(':')[0]?.replace('docker.io/', '') ?? name;
    return `couldn't parse image name "${image}": invalid reference format: repository name (${full}) must be lowercase`;
  }
  const reference =
    /^(?:[a-z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[a-z0-9]+:[a-f0-9]{32,})?$/;
  return reference.test(image) ? undefined : `couldn't parse image name "${image}": invalid reference format`;
}
