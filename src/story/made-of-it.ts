import { byText, fieldsOf, isFields, sameJson, textOf } from '../kubernetes/api/fields.ts';
import type { HttpRequest, Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { whyMade } from './made-why.ts';
import { nameSent } from './objects-sent.ts';
import { requestBehind } from './requests.ts';

/** One line of the stored object beside what was sent. */
export interface MadeLine {
  readonly depth: number;
  /** Whether the line begins an item of a list. */
  readonly item: boolean;
  readonly key: string;
  readonly path: string;
  /** The value on this line; empty where more lines follow below, undefined where there is none on this side. */
  readonly sent: string | undefined;
  readonly stored: string | undefined;
  readonly mark: 'same' | 'added' | 'changed' | 'dropped';
  /** Who made the difference: `defaulting`, an admission plugin, the registry. */
  readonly by?: string;
  readonly why?: string;
}

/** What the API server made of one request that a person sent. */
export interface MadeOfIt {
  readonly request: Message;
  /** `Pod default/nginx` */
  readonly about: string;
  readonly lines: readonly MadeLine[];
}

/** The object as it was sent and as it was stored, line by line; undefined where it was refused or not answered yet. */
export function madeOfIt(index: TraceIndex, request: Message): MadeOfIt | undefined {
  const answer = index.answerOf.get(request.id)?.body;
  const body = request.body as HttpRequest;
  if (answer?.type !== 'http-answer' || answer.code >= 400 || !isFields(answer.responseBody)) return undefined;
  const author = authorsOf(index, request, answer.responseBody);
  const lines: MadeLine[] = [];
  walk({ sent: body.requestBody, stored: answer.responseBody, path: '', depth: 0, item: false, author, lines });
  return { request, about: nameSent(request), lines };
}

type Author = (path: string, stored: unknown) => string;

const assigned = /^metadata\.(uid|creationTimestamp|generation|name|managedFields)\b/;

/** Who set a field: defaulting if it was there when admission began, else the first plugin that says it was it. */
function authorsOf(index: TraceIndex, request: Message, stored: object): Author {
  const audit = index.trace.audit.find((record) => record.request === request.id);
  const plugins = index.decisions
    .filter(
      ({ id, kind, data }) => kind === 'admission' && data?.['changed'] !== undefined && behind(index, id, request),
    )
    .map(({ data }) => ({ name: String(data?.['plugin']), changed: data?.['changed'] as readonly string[] }));
  return (path, value) => {
    if (path === 'metadata.resourceVersion') return 'etcd';
    if (assigned.test(path) || path.startsWith('status')) return 'registry';
    const plugin = plugins.find(({ changed }) => changed.some((field) => isWithin(path, field)));
    if (plugin !== undefined) return plugin.name;
    return sameJson(at(audit?.requestObject, path), value ?? at(stored, path)) ? 'defaulting' : 'registry';
  };
}

const behind = (index: TraceIndex, id: number, request: Message): boolean =>
  requestBehind(index, id)?.id === request.id;

/** `spec.containers[*].volumeMounts` stands for that of every container, those of its beginning too. */
function isWithin(path: string, field: string): boolean {
  const here = field.includes('[*]')
    ? path.replace(/\[\d+\]/, '[*]').replace(/^spec\.initContainers/, 'spec.containers')
    : path;
  return here === field || here.startsWith(`${field}.`) || here.startsWith(`${field}[`);
}

/** `spec.containers[0].image` → the value there. */
function at(root: unknown, path: string): unknown {
  let here = root;
  for (const [, place, quoted, key] of path.matchAll(/\[(\d+)\]|\[([^\]]+)\]|([^.[\]]+)/g)) {
    if (place !== undefined && Array.isArray(here)) here = here[Number(place)];
    else here = fieldsOf(here)[quoted ?? key ?? place ?? ''];
  }
  return here;
}

interface Step {
  readonly sent: unknown;
  readonly stored: unknown;
  readonly path: string;
  readonly depth: number;
  readonly item: boolean;
  readonly author: Author;
  readonly lines: MadeLine[];
}

/** Fields in the order in which kubectl prints them. */
function walk({ sent, stored, path, depth, item, author, lines }: Step): void {
  const [left, right] = [fieldsOf(sent), fieldsOf(stored)];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(byText);
  keys.forEach((key, i) => {
    const below = path === '' ? key : /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${key}]`;
    field(key, { sent: left[key], stored: right[key], path: below, depth, item: item && i === 0, author, lines });
  });
}

function field(key: string, step: Step): void {
  const { sent, stored, depth, lines } = step;
  lines.push(line(key, step));
  const whole = stored ?? sent;
  if (Array.isArray(whole)) {
    const partner = partners(sent, stored);
    for (const { left, right, place } of partner) {
      const inside = { ...step, sent: left, stored: right, path: `${step.path}[${place}]`, item: true };
      if (isFields(right ?? left)) walk({ ...inside, depth: depth + 1 });
      else lines.push({ ...line('', { ...inside, depth: depth + 1 }), item: true });
    }
  } else if (isFields(whole)) walk({ ...step, depth: depth + 1, item: false });
}

interface Partners {
  readonly left: unknown;
  readonly right: unknown;
  readonly place: number;
}

/** Items of both lists that are about the same thing: by name where they have one, else by their place. */
function partners(sent: unknown, stored: unknown): readonly Partners[] {
  const [left, right] = [sent, stored].map((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []));
  const name = (value: unknown): string => textOf(fieldsOf(value).name);
  const named = [...(left ?? []), ...(right ?? [])].every((value) => name(value) !== '');
  const found = (right ?? []).map((item, place) => ({
    left: named ? left?.find((other) => name(other) === name(item)) : left?.[place],
    right: item,
    place,
  }));
  const dropped = (left ?? [])
    .filter((item, place) =>
      named ? !(right ?? []).some((other) => name(other) === name(item)) : place >= found.length,
    )
    .map((item, i) => ({ left: item, right: undefined, place: found.length + i }));
  return [...found, ...dropped];
}

function line(key: string, { sent, stored, path, depth, item, author }: Step): MadeLine {
  const common = { depth, item, key, path, sent: shown(sent), stored: shown(stored) };
  if (stored === undefined) return { ...common, mark: 'dropped' };
  if (sent === undefined) {
    const by = author(path, stored);
    return { ...common, mark: 'added', by, ...reason(by, path, stored) };
  }
  const parent = isFields(stored) || Array.isArray(stored);
  if (parent || sent === stored || sameJson(sent, stored)) return { ...common, mark: 'same' };
  const by = author(path, stored);
  return { ...common, mark: 'changed', by, ...reason(by, path, stored) };
}

function reason(by: string, path: string, stored: unknown): { readonly why?: string } {
  const why = whyMade(by, path, stored);
  return why === undefined ? {} : { why };
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '';
  if (isFields(value)) return Object.keys(value).length === 0 ? '{}' : '';
  return typeof value === 'string' && (value === '' || /[\n"]|^\d/.test(value)) ? JSON.stringify(value) : String(value);
}
