import { type Fields, fieldsOf, isFields, own, rowsOf, sameJson, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';

const prefix = 'container.apparmor.security.beta.kubernetes.io/';

/** Source: v1.35 pkg/api/pod/util.go ApparmorFieldForAnnotation; a profile without a name is none. */
function profileOf(annotation: string): Fields | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const name = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length) : '';
  return name === '' || name.trim() !== name || name.length > 4095
    ? undefined
    : { type: 'Localhost', localhostProfile: name };
}

/**
 * Profiles that old annotations name, written into the fields that took their place, and a word about each.
 * Source: v1.35 pkg/registry/core/pod/strategy.go applyAppArmorVersionSkew
 */
export function withAppArmorFields(pod: Manifest): { readonly object: Manifest; readonly warnings: readonly string[] } {
  const spec = fieldsOf(pod.spec);
  const noted = fieldsOf(fieldsOf(pod.metadata).annotations);
  const none = { object: pod, warnings: [] };
  if (!Object.keys(noted).some((key) => key.startsWith(prefix)) || fieldsOf(spec.os).name === 'windows') return none;
  const ofPod = fieldsOf(spec.securityContext).appArmorProfile;
  const warnings: string[] = [];
  const synced = (container: Fields): Fields => {
    const key = `${prefix}${textOf(container.name)}`;
    const annotation = own(noted, key);
    const context = fieldsOf(container.securityContext);
    if (annotation === undefined || isFields(context.appArmorProfile)) return container;
    const profile = profileOf(textOf(annotation));
    if (profile !== undefined && sameJson(profile, ofPod)) return container;
    warnings.push(`metadata.annotations[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`);
    if (profile === undefined) return container;
    return { ...container, securityContext: { ...context, appArmorProfile: profile } };
  };
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].filter((list) => spec[list] !== undefined);
  const changed = Object.fromEntries(lists.map((list) => [list, rowsOf(spec[list]).map(synced)]));
  return { object: { ...pod, spec: { ...spec, ...changed } }, warnings };
}
