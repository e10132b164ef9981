import { amountOf, quantity, resourceWord } from '../quantity-words.ts';
import { enumerated, plural } from '../words.ts';
import { clauseOf, missingLabels, type Shortage, taintWords, type Verdict } from './compared.ts';

/** `asks 1 CPU; 950m are free of 1 CPU. 50m short.`: a node's refusal with its numbers, as one line. */
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
  const whole = resource === 'cpu' && asked % 1000 === 0;
  const wants = whole ? amountOf(resource, asked) : `${quantity(resource, asked)} of ${resourceWord(resource)}`;
  return `asks ${wants}; ${left(resource, free, allocatable)}. ${amountOf(resource, asked - free)} short.`;
}

/** `8 CPU are free of 8`: the unit once, where both have the same. */
function left(resource: string, free: number, allocatable: number): string {
  if (free < 0) return `${amountOf(resource, allocatable - free)} are taken of ${amountOf(resource, allocatable)}`;
  if (free === 0) return `nothing is free of ${amountOf(resource, allocatable)}`;
  const same = resource !== 'cpu' || free % 1000 === 0;
  const all = same ? quantity(resource, allocatable) : amountOf(resource, allocatable);
  return `${amountOf(resource, free)} ${resource === 'cpu' && free === 1000 ? 'is' : 'are'} free of ${all}`;
}
