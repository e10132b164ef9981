import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { type Act, actOf, type Given, guardOf } from './acts.ts';

/** One transition out of a state, with all that lies along it: what is left, what is done, what is entered. */
export interface Way {
  readonly guard: ((given: Given) => boolean) | undefined;
  readonly acts: readonly Act[];
  readonly to: Leaf;
  /** Whether a state is entered by it, be it the same one anew; otherwise the chart acts and stays. */
  readonly enters: boolean;
}

/** A state that a chart can rest in. Those around it are active with it, so it stands for all of them. */
export interface Leaf {
  /** From the outermost state inwards: `syncing.pulling the image`. */
  readonly path: string;
  readonly final: boolean;
  /** The ways that an event opens, in the order in which they are tried. */
  ways(eventType: string): readonly Way[];
  /** The ways that are taken without an event. */
  readonly always: readonly Way[];
}

type Transition = NonNullable<AnyStateNode['always']>[number];

/**
 * A machine's statechart, read once. XState works out at each step which states a transition leaves and enters, and
 * copies its snapshot after each `assign`; with charts of one active state at a time that is the same for every step,
 * and it was half of the time that a run took. The machine stays the only definition, and the meaning is XState's: a
 * test compares the two. Of parallel states, history and invoked actors no machine makes use; they are refused.
 */
export class Chart {
  private readonly leaves = new Map<AnyStateNode, Leaf>();
  readonly entry: Way;

  constructor(readonly machine: AnyStateMachine) {
    const { root } = machine;
    const entered = [root, ...initialStates(root)];
    this.entry = this.way(undefined, [], [], entered);
  }

  /** What the machine remembers at its start. */
  contextFor(input: object): object {
    const { context } = this.machine.config;
    return typeof context === 'function' ? context({ input }) : (context ?? {});
  }

  private leaf(node: AnyStateNode): Leaf {
    const known = this.leaves.get(node);
    if (known !== undefined) return known;
    const made = this.makeLeaf(node);
    this.leaves.set(node, made);
    return made;
  }

  private makeLeaf(node: AnyStateNode): Leaf {
    const outwards = [node, ...ancestorsOf(node)];
    const byEvent = new Map<string, readonly Way[]>();
    const waysOf = (transitionsOf: (state: AnyStateNode) => readonly Transition[] | undefined): readonly Way[] =>
      outwards.flatMap((state) => (transitionsOf(state) ?? []).map((transition) => this.follow(outwards, transition)));
    let always: readonly Way[] | undefined;
    return {
      path: node.path.join('.'),
      final: node.type === 'final',
      ways(eventType) {
        const known = byEvent.get(eventType);
        if (known !== undefined) return known;
        const made = waysOf((state) => state.transitions.get(eventType));
        byEvent.set(eventType, made);
        return made;
      },
      get always() {
        always ??= waysOf((state) => state.always);
        return always;
      },
    };
  }

  /** A transition taken while these states are active, innermost first. */
  private follow(active: readonly AnyStateNode[], { guard, actions, target, source, reenter }: Transition): Way {
    const [to] = target ?? [];
    if (to === undefined) return this.way(guard, [], actions, [], active[0]);
    const domain = domainOf(source, to, reenter);
    const left = active.filter((state) => isWithin(state, domain));
    const around = ancestorsOf(to).filter((state) => isWithin(state, domain));
    const entered = [...around.reverse(), ...(to === domain ? [] : [to]), ...initialStates(to)];
    return this.way(guard, left, actions, entered, to);
  }

  private way(
    guard: unknown,
    left: readonly AnyStateNode[],
    actions: readonly unknown[],
    entered: readonly AnyStateNode[],
    stays?: AnyStateNode,
  ): Way {
    const to = entered.at(-1) ?? stays;
    if (to === undefined) throw new Error(`${this.machine.id} has a transition that leads nowhere`);
    // A chart that has come to its end leaves all its states, so that no timer runs on.
    const atTheEnd = to.type === 'final' ? [to, ...ancestorsOf(to)] : [];
    if (atTheEnd.length > 2) throw new Error(`${this.machine.id}: only the outermost states may be final`);
    const listed = [
      ...left.flatMap(({ exit }) => exit),
      ...actions,
      ...entered.flatMap(({ entry }) => entry),
      ...atTheEnd.flatMap(({ exit }) => exit),
    ];
    for (const state of entered) refuseUnknown(state);
    const acts = listed.map((action) => actOf(this.machine, action));
    return {
      guard: guardOf(this.machine, guard),
      acts,
      to: this.leaf(to),
      enters: stays === undefined || entered.length > 0,
    };
  }
}

const charts = new WeakMap<AnyStateMachine, Chart>();

/** Machines never change, so each is read once for all runs. */
export function chartOf(machine: AnyStateMachine): Chart {
  const known = charts.get(machine);
  if (known !== undefined) return known;
  const made = new Chart(machine);
  charts.set(machine, made);
  return made;
}

/** Innermost first. */
function ancestorsOf(node: AnyStateNode): AnyStateNode[] {
  const { parent } = node;
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
}

const isWithin = (inner: AnyStateNode, outer: AnyStateNode | undefined): boolean =>
  outer === undefined || ancestorsOf(inner).includes(outer);

/** What is entered with a state: its initial state, and that one's, down to one that has none. */
function initialStates(node: AnyStateNode): readonly AnyStateNode[] {
  if (node.type !== 'compound') return [];
  const [first] = node.initial.target;
  return first === undefined ? [] : [first, ...initialStates(first)];
}

/** The state that a transition stays within; undefined where even the outermost is left and entered again. */
function domainOf(source: AnyStateNode, to: AnyStateNode, reenter: boolean): AnyStateNode | undefined {
  if (!reenter && (to === source || isWithin(to, source))) return source;
  const common = ancestorsOf(to).find((state) => isWithin(source, state));
  return common ?? (reenter ? undefined : source.machine.root);
}

function refuseUnknown(node: AnyStateNode): void {
  const unknown =
    node.type === 'parallel' ||
    node.type === 'history' ||
    node.invoke.length > 0 ||
    (node.type === 'compound' && node.initial.actions.length > 0) ||
    [...node.transitions.keys()].some((descriptor) => descriptor.includes('*') || descriptor.startsWith('xstate.done'));
  if (unknown) throw new Error(`${node.id} uses what the engine does not know: see Chart`);
}
