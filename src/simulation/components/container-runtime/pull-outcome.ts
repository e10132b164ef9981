import type { Pod, Secret } from '../../../kubernetes/api/types.ts';
import { normalizedImage } from '../../../kubernetes/node/programs/images.ts';
import { hash32 } from '../../engine/dice.ts';
import type { World } from '../world.ts';
import { behaviourOf } from './image-behaviour.ts';

/**
 * What the registry answers when it does not give the image, in containerd's words; undefined when it does.
 * The text for an unknown tag is as recorded; the others are those of containerd's public source.
 */
export function pullProblem(world: World, pod: Pod, image: string): string | undefined {
  const error = behaviourOf(world.scenario.cluster.images, image)?.pull.error;
  const full = normalizedImage(image);
  switch (error) {
    case 'not-found':
      return `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`;
    case 'unauthorized':
      if (hasCredentials(world, pod, full)) return undefined;
      return `rpc error: code = Unknown desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
    case 'timeout':
      return `rpc error: code = DeadlineExceeded desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": failed to do request: context deadline exceeded`;
    default:
      return undefined;
  }
}

/** Whether one of the Pod's pull secrets names the image's registry. */
function hasCredentials(world: World, pod: Pod, image: string): boolean {
  const registry = image.split('/')[0] ?? '';
  return (pod.spec.imagePullSecrets ?? []).some(({ name }) => {
    const secret = world.store.get('secrets', pod.metadata.namespace ?? '', name ?? '') as Secret | undefined;
    const config = secret?.data?.['.dockerconfigjson'] ?? secret?.data?.['.dockercfg'];
    return config !== undefined && decodeBase64(config).includes(registry);
  });
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeBase64(text: string): string {
  let bits = 0;
  let held = 0;
  let decoded = '';
  for (const c of text) {
    const value = alphabet.indexOf(c);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    decoded += String.fromCharCode((bits >> held) & 0xff);
  }
  return decoded;
}

/** A stand-in for the digest of an image: the same for the same name. */
export function imageDigest(image: string): string {
  const full = normalizedImage(image);
  const name = full.slice(0, full.lastIndexOf(':') > full.lastIndexOf('/') ? full.lastIndexOf(':') : undefined);
  let digest = '';
  for (let i = 0; i < 8; i += 1) digest += hash32(`${full}#${i}`).toString(16).padStart(8, '0');
  return `${name}@sha256:${digest}`;
}
