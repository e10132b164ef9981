import { byText, type Fields, isFields, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import type { Description } from './description.ts';
import { writeLabels } from './labels.ts';

/** Where a Pod may run: node selector, tolerations, spreading. Source: v1.35 kubectl pkg/describe/describe.go describePod */
export function writePlacement(out: Description, spec: Fields): void {
  writeNodes(out, spec);
  writeSpreading(out, spec);
}

/** The same of a Pod template, in another order. Source: describe.go DescribePodTemplate */
export function writeTemplatePlacement(out: Description, spec: Fields): void {
  writeSpreading(out, spec, '  ');
  if (textOf(spec.priorityClassName) !== '') out.line(1, 'Priority Class Name:', textOf(spec.priorityClassName));
  writeNodes(out, spec, '  ');
}

function writeNodes(out: Description, spec: Fields, space = ''): void {
  writeLabels(out, 0, `${space}Node-Selectors`, spec.nodeSelector);
  writeTolerations(out, rowsOf(spec.tolerations), space);
}

function writeTolerations(out: Description, tolerations: readonly Fields[], space: string): void {
  if (tolerations.length === 0) out.line(0, `${space}Tolerations:`, '<none>');
  const sorted = tolerations.toSorted((a, b) => byText(textOf(a.key), textOf(b.key)));
  for (const [place, each] of sorted.entries())
    out.line(0, place === 0 ? `${space}Tolerations:` : '', tolerationWords(each));
}

/** `node.kubernetes.io/not-ready:NoExecute op=Exists for 300s` */
function tolerationWords({ key, value, effect, operator, tolerationSeconds }: Fields): string {
  const exists = operator === 'Exists' && textOf(value) === '';
  const seconds = numberOf(tolerationSeconds);
  return [
    textOf(key),
    textOf(value) === '' ? '' : `=${textOf(value)}`,
    textOf(effect) === '' ? '' : `:${textOf(effect)}`,
    exists ? (textOf(key) === '' && textOf(effect) === '' ? 'op=Exists' : ' op=Exists') : '',
    seconds === undefined ? '' : ` for ${seconds}s`,
  ].join('');
}

function writeSpreading(out: Description, spec: Fields, space = ''): void {
  const sorted = rowsOf(spec.topologySpreadConstraints).toSorted((a, b) =>
    byText(textOf(a.topologyKey), textOf(b.topologyKey)),
  );
  for (const [place, each] of sorted.entries()) {
    const { topologyKey, whenUnsatisfiable, maxSkew, labelSelector } = each;
    const selector = isFields(labelSelector) ? ` for selector ${formatSelector(labelSelector as LabelSelector)}` : '';
    const words = `${textOf(topologyKey)}:${textOf(whenUnsatisfiable)} when max skew ${numberOf(maxSkew) ?? 0} is exceeded${selector}`;
    out.line(0, place === 0 ? `${space}Topology Spread Constraints:` : space, words);
  }
}
