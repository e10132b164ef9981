import type { Manifest } from '../../kubernetes/api/types.ts';
import { toYaml } from '../../kubernetes/kubectl/printers/yaml.ts';
import { Anonymous } from '../../scenario/imported/anonymous.ts';
import { anonymousFiles } from '../../scenario/imported/anonymous-files.ts';
import { parseYaml } from '../../scenario/imported/parse-yaml.ts';
import { reduced } from '../../scenario/imported/reduced.ts';

type Files = Readonly<Record<string, string>>;

/** What somebody wants to hand out, and how. */
export interface ShareWish {
  readonly files: Files;
  readonly anonymous: boolean;
  readonly as: 'json' | 'yaml';
}

export interface SharedCluster {
  /** Its objects, with nothing but the fields that decide where a Pod goes. */
  readonly text: string;
  /** With the same names as the cluster. */
  readonly files: Files;
}

/** A cluster as it may be handed out: reduced to what decides, and with other names where that is wished. */
export function sharedCluster(objects: readonly Manifest[], { files, anonymous, as }: ShareWish): SharedCluster {
  const masks = new Anonymous();
  const kept = objects.flatMap((object) => {
    const found = anonymous ? masks.object(object) : reduced(object);
    return found === undefined ? [] : [found];
  });
  const text =
    as === 'json' ? JSON.stringify(kept) : toYaml({ apiVersion: 'v1', items: kept, kind: 'List', metadata: {} });
  return { text, files: anonymous ? anonymousFiles(files, masks, parseYaml) : files };
}
