/** `0-2,5,7,8`: runs of three and more with a hyphen. Source: v1.35 pkg/controller/job/indexed_job_utils.go orderedIntervals.String */
export function indexesText(indexes: ReadonlySet<number>): string {
  const sorted = [...indexes].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    const from = sorted[i] ?? 0;
    let last = i;
    while (sorted[last + 1] === from + (last + 1 - i)) last += 1;
    const to = sorted[last] ?? from;
    parts.push(to === from ? `${from}` : `${from}${to === from + 1 ? ',' : '-'}${to}`);
    i = last + 1;
  }
  return parts.join(',');
}

/** Those below the number of completions. Source: indexed_job_utils.go parseIndexesFromString */
export function parseIndexes(text: string | undefined, completions: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const part of (text ?? '').split(',')) {
    const [from, to] = part.split('-').map(Number);
    if (part === '' || from === undefined) continue;
    for (let i = from; i <= Math.min(to ?? from, completions - 1); i += 1) found.add(i);
  }
  return found;
}
