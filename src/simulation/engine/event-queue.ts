interface Queued<T> {
  readonly at: number;
  readonly sequence: number;
  readonly entry: T;
}

const before = <T>(a: Queued<T>, b: Queued<T>): boolean => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

/**
 * Entries in the order of (time, sequence): a total order, so simultaneous entries leave in the order they came.
 * A binary heap; mutable, since it is the engine's one piece of state that changes at every step. Instead of swapping
 * its way through the heap, an entry's place is kept free until it is found.
 */
export class EventQueue<T> {
  private readonly heap: Queued<T>[] = [];
  private sequence = 0;

  get size(): number {
    return this.heap.length;
  }

  /** Virtual time of the next entry; Infinity when there is none. */
  nextTime(): number {
    return this.heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  push(at: number, entry: T): void {
    this.sequence += 1;
    const queued = { at, sequence: this.sequence, entry };
    this.heap.push(queued);
    this.rise(queued, this.heap.length - 1);
  }

  pop(): T | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) this.sink(last);
    return first?.entry;
  }

  private rise(queued: Queued<T>, from: number): void {
    const { heap } = this;
    let free = from;
    while (free > 0) {
      const above = (free - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !before(queued, parent)) break;
      heap[free] = parent;
      free = above;
    }
    heap[free] = queued;
  }

  private sink(queued: Queued<T>): void {
    const { heap } = this;
    let free = 0;
    for (;;) {
      let below = 2 * free + 1;
      let child = heap[below];
      const right = heap[below + 1];
      if (child !== undefined && right !== undefined && before(right, child)) {
        child = right;
        below += 1;
      }
      if (child === undefined || !before(child, queued)) break;
      heap[free] = child;
      free = below;
    }
    heap[free] = queued;
  }
}
