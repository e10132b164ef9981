import type { ChartName } from './chart-names.ts';

/** Charts of one component, as many as a list can hold. */
export interface Offered {
  readonly name: string;
  readonly charts: readonly ChartName[];
  /** Left out. */
  readonly more: number;
}

const most = 30;

/**
 * What the list shows for a text: every word must occur. A component of that name comes before charts called so, and
 * these before those that only have to do with it. The chosen one is among them while nothing is typed.
 */
export function offeredCharts(names: readonly ChartName[], chosen: ChartName, text: string): readonly Offered[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const said = (where: string): boolean => words.every((word) => where.toLowerCase().includes(word));
  const nearness = ({ group, label, detail }: ChartName): number =>
    [group, `${group} ${label}`, `${group} ${label} ${detail}`].findIndex(said);
  const found = names.map((name) => ({ name, near: nearness(name) })).filter(({ near }) => near >= 0);
  const groups = new Map<string, ChartName[]>();
  for (const { name } of found.toSorted((a, b) => a.near - b.near)) {
    groups.set(name.group, [...(groups.get(name.group) ?? []), name]);
  }
  return [...groups].map(([name, all]) => {
    const first = all.slice(0, most);
    const charts = words.length > 0 || first.includes(chosen) || !all.includes(chosen) ? first : [...first, chosen];
    return { name, charts, more: all.length - charts.length };
  });
}
