import { byText, type Fields, fieldsOf, listOf, textOf } from '../../api/fields.ts';
import { parseQuantity, printQuantity, value } from '../../api/quantity.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeQuota */
// biome-ignore lint/correctness/useYield: all that is shown stands in the object.
export const describeResourceQuota: Describer = function* (quota) {
  const out = new Description();
  const { name, namespace } = fieldsOf(quota.metadata);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  writeScopes(out, 0, quota, ' ');
  out.line(0, 'Resource', 'Used', 'Hard');
  out.line(0, '--------', '----', '----');
  const { hard, used } = amountsOf(quota);
  for (const resource of Object.keys(hard).sort(byText)) {
    const most = String(hard[resource]);
    out.line(0, resource, inFormatOf(most, String(used[resource] ?? '0')), most);
  }
  return out.toString();
};

const amountsOf = ({ status }: Fields): { readonly hard: Fields; readonly used: Fields } => ({
  hard: fieldsOf(fieldsOf(status).hard),
  used: fieldsOf(fieldsOf(status).used),
});

/** What is used is told in the unit of what may be used. */
function inFormatOf(most: string, used: string): string {
  const [wanted, have] = [parseQuantity(most)?.format, parseQuantity(used)];
  if (wanted === undefined || have === undefined || have.format === wanted) return used;
  return printQuantity({ nanos: BigInt(value(used)) * 1_000_000_000n, format: wanted });
}

/** All quotas of a Namespace. Source: describe.go DescribeResourceQuotas */
export function writeQuotas(out: Description, quotas: readonly Fields[]): void {
  if (quotas.length === 0) {
    out.line(0, 'No resource quota.');
    return;
  }
  const nameOf = ({ metadata }: Fields): string => textOf(fieldsOf(metadata).name);
  out.line(0, 'Resource Quotas');
  for (const quota of quotas.toSorted((a, b) => byText(nameOf(a), nameOf(b)))) {
    out.line(1, 'Name:', nameOf(quota));
    writeScopes(out, 1, quota, '');
    out.line(1, 'Resource', 'Used', 'Hard');
    out.line(1, '--------', '---', '---');
    const { hard, used } = amountsOf(quota);
    for (const resource of Object.keys(hard).sort(byText))
      out.line(1, resource, String(used[resource] ?? '0'), String(hard[resource]));
  }
}

const scopeMeanings: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

function writeScopes(out: Description, level: number, { spec }: Fields, indent: '' | ' '): void {
  const scopes = listOf(fieldsOf(spec).scopes).map(String).sort(byText);
  if (scopes.length === 0) return;
  out.line(level, 'Scopes:', scopes.join(', '));
  for (const scope of scopes) {
    const meaning = scopeMeanings[scope];
    if (meaning !== undefined) out.line(level, `${indent}* ${meaning}`);
  }
}
