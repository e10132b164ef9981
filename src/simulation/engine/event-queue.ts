/**
 * Entries in the order of (time, sequence): a total order, so simultaneous entries leave in the order they came.
 * A binary heap in two parallel arrays; mutable, since it is the engine's one piece of state that changes at every step.
 */
export class EventQueue<T> {
  private readonly times: number[] = [];
  private readonly sequences: number[] = [];
  private readonly entries: T[] = [];
  private sequence = 0;

  get size(): number {
    return this.entries.length;
  }

  /** Virtual time of the next entry; Infinity when there is none. */
  nextTime(): number {
    return this.times[0] ?? Number.POSITIVE_INFINITY;
  }

  push(at: number, entry: T): void {
    this.sequence += 1;
    this.times.push(at);
    this.sequences.push(this.sequence);
    this.entries.push(entry);
    this.rise(this.entries.length - 1);
  }

  pop(): T | undefined {
    const first = this.entries[0];
    if (first === undefined) return undefined;
    const last = this.entries.length - 1;
    this.swap(0, last);
    this.times.pop();
    this.sequences.pop();
    this.entries.pop();
    this.sink(0);
    return first;
  }

  private before(a: number, b: number): boolean {
    const ta = this.times[a] as number;
    const tb = this.times[b] as number;
    return ta < tb || (ta === tb && (this.sequences[a] as number) < (this.sequences[b] as number));
  }

  private rise(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.before(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private sink(from: number): void {
    let parent = from;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= this.entries.length) return;
      const right = left + 1;
      const child = right < this.entries.length && this.before(right, left) ? right : left;
      if (!this.before(child, parent)) return;
      this.swap(child, parent);
      parent = child;
    }
  }

  private swap(a: number, b: number): void {
    [this.times[a], this.times[b]] = [this.times[b] as number, this.times[a] as number];
    [this.sequences[a], this.sequences[b]] = [this.sequences[b] as number, this.sequences[a] as number];
    [this.entries[a], this.entries[b]] = [this.entries[b] as T, this.entries[a] as T];
  }
}
