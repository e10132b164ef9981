import type { ChartName } from './chart-names.ts';

/** Charts of one component, as many as a list can hold. */
export interface Offered {
  readonly name: string;
  readonly charts: readonly ChartName[];
  /** Left out. */
  readonly more: number;
}

const most = 30;

/** What the list shows for a text: every word must occur. The chosen one is always among them while nothing is typed. */
export function offeredCharts(names: readonly ChartName[], chosen: ChartName, text: string): readonly Offered[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = names.filter(({ group, label, detail }) => {
    const said = `${group} ${label} ${detail}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const named = ({ group, label }: ChartName): boolean =>
    words.every((word) => `${group} ${label}`.toLowerCase().includes(word));
  const groups = new Map<string, ChartName[]>();
  // Who is called so comes before those that have to do with it.
  for (const name of [...found.filter(named), ...found.filter((each) => !named(each))])
    groups.set(name.group, [...(groups.get(name.group) ?? []), name]);
  return [...groups].map(([name, all]) => {
    const first = all.slice(0, most);
    const charts = words.length > 0 || first.includes(chosen) || !all.includes(chosen) ? first : [...first, chosen];
    return { name, charts, more: all.length - charts.length };
  });
}
