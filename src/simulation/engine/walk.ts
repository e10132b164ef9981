import type { CancelTimer, Given } from './acts.ts';
import type { Chart, Leaf, Way } from './chart.ts';
import type { ChartEvent } from './port.ts';

/** What is to be carried out once the chart has come to rest. */
export type Due =
  | { readonly kind: 'do'; readonly run: (given: Given) => void; readonly given: Given }
  | {
      readonly kind: 'start timer';
      readonly id: string;
      readonly name: string;
      readonly event: ChartEvent;
      /** Virtual ms. */
      readonly delay: number;
    }
  | CancelTimer;

/** A cycle of transitions that take no time would hang the tab. */
const mostWays = 10_000;

/**
 * A chart on its way from one rest to the next. `assign` counts at once, for whatever comes behind it; all else waits
 * in `due`, since what it does to the world may not be seen by the guards of the same step.
 * Source: https://www.w3.org/TR/scxml/#AlgorithmforSCXMLInterpretation, as XState v5 carries it out
 */
export class Walk {
  readonly due: Due[] = [];
  /** States that were entered, the last of them the one in which it rests. */
  readonly entered: Leaf[] = [];
  private given: Given;

  private constructor(
    public leaf: Leaf,
    public context: object,
    private readonly event: ChartEvent,
  ) {
    this.given = { context, event };
  }

  static begin(chart: Chart, input: object): Walk {
    const event = { type: 'xstate.init', input };
    const walk = new Walk(chart.entry.to, chart.contextFor(input), event);
    walk.go(chart.entry);
    walk.goOn();
    return walk;
  }

  static step(leaf: Leaf, context: object, event: ChartEvent): Walk {
    const walk = new Walk(leaf, context, event);
    const way = walk.open(leaf.ways(event.type));
    if (way !== undefined) walk.go(way);
    walk.goOn();
    return walk;
  }

  private remember(context: object): void {
    this.context = context;
    this.given = { context, event: this.event };
  }

  /** Takes the ways that need no event, until none is open or one has changed nothing. */
  private goOn(): void {
    for (let ways = 0; !this.leaf.final && this.leaf.always.length > 0; ways += 1) {
      const way = this.open(this.leaf.always);
      if (way === undefined || !this.go(way)) return;
      if (ways > mostWays) throw new Error(`${this.leaf.path} is left and entered without end`);
    }
  }

  private open(ways: readonly Way[]): Way | undefined {
    for (const way of ways) if (way.guard === undefined || way.guard(this.given)) return way;
    return undefined;
  }

  /** Returns whether the chart has changed by it. */
  private go({ acts, to, enters }: Way): boolean {
    let changed = this.leaf !== to;
    this.leaf = to;
    if (enters) this.entered.push(to);
    for (const act of acts) {
      switch (act.kind) {
        case 'assign': {
          const change = act.assignment(this.given);
          if (Object.keys(change).length > 0) this.remember({ ...this.context, ...change });
          changed = true;
          break;
        }
        case 'do':
          this.due.push({ kind: 'do', run: act.run, given: this.given });
          break;
        case 'start timer': {
          const { kind, id, name, event } = act;
          const delay = typeof act.delay === 'number' ? act.delay : act.delay(this.given);
          this.due.push({ kind, id, name, event, delay });
          break;
        }
        case 'cancel timer':
          this.due.push(act);
      }
    }
    return changed;
  }
}
