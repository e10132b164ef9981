import { clauseOf, missingLabels, type Shortage, taintWords, type Verdict } from './compared.ts';
import { figure, resourceWord } from './quantity-words.ts';
import { enumerated, plural } from './words.ts';

/** `asks 1000m of CPU; 950m are free of 1000m. 50m short.`: a node's refusal with its numbers, as one line. */
export function refusalInWords(verdict: Verdict): string {
  const { plugin, reasons = [], compared = {} } = verdict;
  const { shortages = [], taint } = compared;
  if (shortages.length > 0) return shortages.map(shortageInWords).join(' ');
  if (taint !== undefined) return `has the taint ${taintWords(taint)}, which the Pod does not tolerate.`;
  if (plugin === 'NodeUnschedulable') return 'is cordoned: spec.unschedulable is true.';
  if (plugin === 'NodeAffinity') {
    const missing = missingLabels(compared);
    return missing.length > 0
      ? `has no label ${enumerated(missing)}, which nodeSelector asks for.`
      : 'does not match what nodeAffinity requires.';
  }
  const clause = clauseOf(verdict);
  // In a list of nodes the clause says what they lack; of one node it needs a verb.
  return `${clause?.replace(/^no label /, 'has no label ') ?? reasons.join(', ')}.`;
}

function shortageInWords({ resource, asked, free, allocatable }: Shortage): string {
  if (resource === 'pods') return `has room for ${plural(allocatable, 'Pod')}, and none is left.`;
  const [wants, left, all, short] = [asked, free, allocatable, asked - free].map((each) => figure(resource, each));
  return `asks ${wants} of ${resourceWord(resource)}; ${left} are free of ${all}. ${short} short.`;
}
