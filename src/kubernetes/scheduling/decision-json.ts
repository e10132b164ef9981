import type { Decision, Refusal } from './decision.ts';

/** A decision as the command line prints it. */
export interface DecisionJson {
  readonly nodeOrder: readonly string[];
  readonly feasible: readonly string[];
  readonly statuses: Readonly<Record<string, Pick<Refusal, 'plugin' | 'code' | 'reasons'>>>;
  /** By node and plugin; not there with fewer than two feasible nodes, since then nothing is scored. */
  readonly weightedScores?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly total?: Readonly<Record<string, number>>;
  /** Nodes that share the best total. */
  readonly best: readonly string[];
  readonly chosen: string | null;
  readonly message: string | null;
}

export function decisionJson({ filtered, scored, chosen, message }: Decision): DecisionJson {
  const feasible = filtered.feasible.map(({ node }) => node.metadata.name);
  const statuses = Object.fromEntries(
    [...filtered.refused].map(([node, { plugin, code, reasons }]) => [node, { plugin, code, reasons }]),
  );
  const highest = Math.max(...(scored?.totals ?? []));
  return {
    nodeOrder: filtered.order,
    feasible,
    statuses,
    ...(scored === undefined
      ? {}
      : {
          weightedScores: Object.fromEntries(
            feasible.map((node, i) => [
              node,
              Object.fromEntries(
                scored.plugins.map(({ plugin, weight, normalized }) => [plugin, (normalized[i] ?? 0) * weight]),
              ),
            ]),
          ),
          total: Object.fromEntries(feasible.map((node, i) => [node, scored.totals[i] ?? 0])),
        }),
    best: scored === undefined ? feasible : feasible.filter((_, i) => scored.totals[i] === highest),
    chosen: chosen?.node.metadata.name ?? null,
    message: message ?? null,
  };
}
