import { isFields } from '../../kubernetes/api/fields.ts';
import { mostImportedBytes, mostImportedNodes, mostImportedPods } from '../limits.ts';
import { cutJson } from './cut-json.ts';
import { cutYaml } from './cut-yaml.ts';
import type { ClusterRead, LeftOut } from './imported-cluster.ts';
import { otherOutput } from './other-output.ts';
import { type ReadObject, readObject } from './read-object.ts';

export interface Reading {
  /** Of one document, without aliases resolved twice; throws with `reason` or `message`. Its library is loaded only when a cluster is read. */
  readonly parseYaml: (text: string) => unknown;
  /** Told from time to time: the share that is read, 0 to 1, and the objects so far. */
  readonly progress?: (share: number, objects: number) => void;
}

/** After so many objects somebody is told how far it is. */
const told = 200;

/** Named in the summary; of more there is only the number. */
const mostNamed = 50;

/**
 * The cluster in what `kubectl get nodes,pods,… -A -o yaml` or `-o json` printed: a List, several of them, or documents.
 * An item that something is wrong with is named and left out, and the others are there. Never throws.
 */
export function readImported(text: string, reading: Reading): ClusterRead {
  if (text.length > mostImportedBytes)
    return {
      refused: `The text has ${Math.ceil(text.length / 1e6)} MB; ${mostImportedBytes / 1e6} MB can be read. Leave out kinds that are not needed: nodes and pods come first.`,
    };
  const taken = new Taken();
  let sinceTold = 0;
  for (const { values, line, behind } of valuesOf(text.replace(/^\uFEFF/, ''), reading.parseYaml)) {
    for (const value of values) {
      taken.take(value, line);
      sinceTold += 1;
      if (sinceTold < told) continue;
      sinceTold = 0;
      reading.progress?.(behind / text.length, taken.objects.length);
      const refused = taken.tooMany();
      if (refused !== undefined) return { refused };
    }
  }
  return taken.read(text);
}

interface Values {
  readonly values: readonly unknown[];
  readonly line: number;
  readonly behind: number;
}

/** A text that cannot be read. */
class Unreadable {
  constructor(readonly why: string) {}
}

function* valuesOf(text: string, parseYaml: Reading['parseYaml']): Generator<Values> {
  const isJson = /^\s*[{[]/.test(text);
  if (isJson) {
    const whole = attempt(() => JSON.parse(text));
    if (!(whole instanceof Unreadable)) {
      const values = itemsOf(whole);
      for (const [i, value] of values.entries())
        yield { values: [value], line: 0, behind: ((i + 1) / values.length) * text.length };
      return;
    }
  }
  for (const { text: part, line, behind } of isJson ? cutJson(text) : cutYaml(text)) {
    if (part.trim() === '') continue;
    const value = attempt(() => (isJson ? JSON.parse(part) : parseYaml(part)));
    const values = value instanceof Unreadable ? [value] : itemsOf(value);
    yield { values, line, behind };
  }
}

/** The objects of a list, or the one that stands alone. A list of one kind need not say it of each. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(itemsOf);
  if (!isFields(value) || !Array.isArray(value['items'])) return value === null || value === undefined ? [] : [value];
  const { items, kind, apiVersion } = value;
  const of = typeof kind === 'string' && kind.endsWith('List') ? kind.slice(0, -4) : '';
  const each = of === '' ? {} : { kind: of, apiVersion };
  return (items as readonly unknown[]).flatMap((item) => itemsOf(isFields(item) ? { ...each, ...item } : item));
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (problem) {
    const { message, reason } = problem as { readonly message?: unknown; readonly reason?: unknown };
    return new Unreadable(String(reason ?? message ?? problem).split('\n')[0] ?? '');
  }
}

/** What has been taken in so far. */
class Taken {
  readonly objects: Extract<ReadObject, { object: unknown }>['object'][] = [];
  private readonly counts = new Map<string, number>();
  private readonly unused = new Map<string, number>();
  private readonly leftOut: LeftOut[] = [];
  private readonly keys = new Set<string>();
  private leftOutCount = 0;
  private items = 0;

  take(value: unknown, line: number): void {
    this.items += 1;
    if (value instanceof Unreadable) {
      this.leave('', line, `it cannot be read: ${value.why}`);
      return;
    }
    const read = readObject(value);
    if ('unused' in read) count(this.unused, read.unused);
    else if ('why' in read) this.leave(read.which, line, read.why);
    else {
      const { kind, metadata } = read.object;
      const key = `${kind}/${metadata?.namespace ?? ''}/${metadata?.name}`;
      if (this.keys.has(key)) {
        this.leave(`${kind} ${metadata?.name}`, line, 'it is there twice; the first one counts');
        return;
      }
      this.keys.add(key);
      this.objects.push(read.object);
      count(this.counts, kind);
    }
  }

  private leave(which: string, line: number, why: string): void {
    this.leftOutCount += 1;
    if (this.leftOut.length < mostNamed)
      this.leftOut.push({ which: `item ${this.items}${which === '' ? '' : `, ${which.trim()}`}`, line, why });
  }

  /** More than Kubernetes itself is made for, or than a tab can hold. */
  tooMany(): string | undefined {
    const bounds = { Node: mostImportedNodes, Pod: mostImportedPods };
    for (const [kind, most] of Object.entries(bounds))
      if ((this.counts.get(kind) ?? 0) > most)
        return `There are more than ${most} ${kind}s, which is more than can be shown here. Paste those of some nodes or namespaces.`;
    return undefined;
  }

  read(text: string): ClusterRead {
    const tooMany = this.tooMany();
    if (tooMany !== undefined) return { refused: tooMany };
    if (this.objects.length === 0) return { refused: this.why(text) };
    if (!this.counts.has('Node'))
      return {
        refused: `There is no Node in it${this.leftOutCount > 0 ? ' that can be used' : ''}, so there is nowhere to put a Pod. Paste what kubectl get nodes,pods -A -o yaml prints.${this.firstLeftOut()}`,
      };
    return {
      imported: {
        objects: this.objects,
        counts: Object.fromEntries(this.counts),
        unused: Object.fromEntries(this.unused),
        leftOut: this.leftOut,
        leftOutCount: this.leftOutCount,
      },
    };
  }

  private why(text: string): string {
    const other = otherOutput(text);
    if (other !== undefined) return other;
    return `There is no object of Kubernetes in it. Paste what kubectl get nodes,pods -A -o yaml prints.${this.firstLeftOut()}`;
  }

  private firstLeftOut(): string {
    const [first] = this.leftOut;
    return first === undefined ? '' : ` ${first.line === 0 ? '' : `Line ${first.line}, `}${first.which}: ${first.why}.`;
  }
}

const count = (counts: Map<string, number>, kind: string): void => {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
};
