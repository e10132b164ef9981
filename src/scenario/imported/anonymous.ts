import { isFields } from '../../kubernetes/api/fields.ts';
import type { Manifest } from '../../kubernetes/api/types.ts';
import { reduced } from './reduced.ts';

type Walk = (value: unknown) => unknown;

/** Names that say nothing of whose cluster it is, and that Kubernetes itself knows. */
const commonWord =
  /^(|\d+|true|false|default|kube-[a-z-]+|system-(cluster|node)-critical|default-scheduler|linux|windows|amd64|arm64|metadata\.name)$/;

/** Keys of Kubernetes' own: plugins and controllers look for them. */
const commonKey = /^([a-z0-9.-]+\.)?(kubernetes|k8s)\.io\//;

/**
 * Gives everything that has a name another one, the same wherever it stands: nodes, Pods, namespaces, keys and values of
 * labels and taints, images, volumes. What kube-scheduler compares stays equal or different, numbers stay numbers (a
 * node affinity may say Gt), and keys of Kubernetes itself stay; so the decision is the same. Only what decides is kept
 * of each object. Names of resources and of storage drivers stay: rules are tied to them.
 */
export class Anonymous {
  private readonly words = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** Undefined for an object that decides nothing. */
  object(object: Manifest): Manifest | undefined {
    const kept = reduced(object);
    if (kept === undefined) return undefined;
    const { metadata, ...rest } = kept;
    const prefix = object.kind.toLowerCase();
    const name = object.kind === 'CSIDriver' ? metadata?.name : this.word(metadata?.name ?? '', prefix);
    return { ...(this.walk(rest) as Manifest), metadata: { ...(this.walk(metadata) as object), name } } as Manifest;
  }

  private word(text: string, prefix: string): string {
    if (commonWord.test(text)) return text;
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const count = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, count);
    const made = prefix === 'uid' ? `00000000-0000-4000-8000-${String(count).padStart(12, '0')}` : `${prefix}-${count}`;
    this.words.set(text, made);
    return made;
  }

  /** `a__b` is two zones. Source: v1.35 component-helpers volume helpers LabelZonesToSet */
  private readonly labelValue = (value: unknown): unknown =>
    typeof value === 'string'
      ? value
          .split('__')
          .map((part) => this.word(part, 'value'))
          .join('__')
      : value;

  private readonly labelKey = (key: unknown): unknown =>
    typeof key === 'string' && !commonKey.test(key) ? this.word(key, 'key') : key;

  private readonly named =
    (prefix: string): Walk =>
    (value) =>
      typeof value === 'string' ? this.word(value, prefix) : this.walk(value);

  private readonly each =
    (walk: Walk): Walk =>
    (value) =>
      Array.isArray(value) ? value.map(walk) : value;

  /**
   * With a tag, so that none is added to it; without one, `:latest` is meant. kube-scheduler compares whole names: it
   * does not know that `nginx` stands for `docker.io/library/nginx`. Source: v1.35 imagelocality normalizedImageName
   */
  private readonly image = (value: unknown): unknown => {
    if (typeof value !== 'string' || value === '') return value;
    const tagged = value.lastIndexOf(':') > value.lastIndexOf('/') ? value : `${value}:latest`;
    return `${this.word(tagged, 'image')}:v1`;
  };

  private readonly table: Walk = (value) =>
    isFields(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [this.labelKey(key), this.labelValue(item)]))
      : value;

  /** A table of labels, or matchLabels and matchExpressions. */
  private readonly selector: Walk = (value) =>
    isFields(value) && Object.values(value).every((item) => typeof item === 'string')
      ? this.table(value)
      : this.walk(value);

  private readonly fields: ReadonlyMap<string, Walk> = new Map<string, Walk>([
    ['labels', this.table],
    ['matchLabels', this.table],
    ['nodeSelector', this.table],
    ['selector', this.selector],
    ['key', this.labelKey],
    ['topologyKey', this.labelKey],
    ['value', (value) => this.labelValue(value)],
    ['values', this.each((value) => this.labelValue(value))],
    ['topologyKeys', this.each(this.labelKey)],
    ['matchLabelKeys', this.each(this.labelKey)],
    ['mismatchLabelKeys', this.each(this.labelKey)],
    ['namespaces', this.each(this.named('namespace'))],
    ['names', this.each(this.image)],
    ['image', this.image],
    ['uid', this.named('uid')],
    ['name', this.named('name')],
    ['namespace', this.named('namespace')],
    ['nodeName', this.named('node')],
    ['nominatedNodeName', this.named('node')],
    ['volume.kubernetes.io/selected-node', this.named('node')],
    ['claimName', this.named('persistentvolumeclaim')],
    ['volumeName', this.named('persistentvolume')],
    ['storageClassName', this.named('storageclass')],
    ['priorityClassName', this.named('priorityclass')],
    ['serviceAccountName', this.named('serviceaccount')],
    ['runtimeClassName', this.named('runtimeclass')],
    ['schedulerName', this.named('scheduler')],
    ['serviceName', this.named('service')],
    ['handler', this.named('handler')],
    ...['volumeHandle', 'pdName', 'volumeID', 'diskName', 'diskURI', 'pool', 'iqn', 'targetPortal'].map(
      (field) => [field, this.named('volume')] as const,
    ),
    ['monitors', this.each(this.named('volume'))],
    // Rules are tied to their names.
    ['driver', (value) => value],
    [
      'drivers',
      this.each((driver) => (isFields(driver) ? { ...(this.walk(driver) as object), name: driver['name'] } : driver)),
    ],
    // Names of resources, not of anybody's things.
    ['resources', (value) => value],
    ['hard', (value) => value],
    ['used', (value) => value],
  ]);

  private walk(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.walk(item));
    if (!isFields(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, item]) => [
        field,
        (this.fields.get(field) ?? ((each) => this.walk(each)))(item),
      ]),
    );
  }
}
