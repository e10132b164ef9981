import type { Calls } from '../../../api/calls.ts';
import { type Fields, fieldsOf } from '../../../api/fields.ts';
import { isQuantity, quantityError } from '../../../api/quantity.ts';
import type { KubectlContext } from '../../context.ts';
import { type Arguments, flag, isOn } from '../../flags.ts';
import { plain, type Report } from '../../report.ts';
import { liveTargets } from '../live-targets.ts';
import { isPicked, withContainers, withPodSpec } from './pod-spec.ts';
import { sendChange } from './send-changes.ts';

/** Source: v1.35 kubectl pkg/cmd/set/set_resources.go */
export function* setResources(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const [limits, requests] = [readList(flag(args, 'limits') ?? ''), readList(flag(args, 'requests') ?? '')];
  const problem = problemOf(args, limits, requests);
  if (problem !== undefined || typeof limits === 'string' || typeof requests === 'string') {
    report.fail(plain(problem ?? ''));
    return;
  }
  const pattern = flag(args, 'containers') ?? '*';
  for (const target of yield* liveTargets(args.words, args, context, report)) {
    let found = true;
    const changed = withPodSpec(target.live, (spec) => {
      const change = (container: Fields): Fields => ({ ...container, resources: merged(container, limits, requests) });
      const after = withContainers(spec, ({ name }) => isPicked(name, pattern), change);
      found = after !== undefined;
      return after ?? spec;
    });
    if (!found) report.fail(plain(`error: unable to find container named ${pattern}`));
    yield* sendChange(report, args, context, target, changed, {
      word: 'resource requirements updated',
      failure: 'failed to patch resources update to pod template ',
    });
  }
}

function problemOf(args: Arguments, limits: Fields | string, requests: Fields | string): string | undefined {
  if (isOn(args, 'all') && (flag(args, 'selector') ?? '') !== '')
    return 'cannot set --all and --selector at the same time';
  if ((flag(args, 'limits') ?? '') === '' && (flag(args, 'requests') ?? '') === '')
    return 'you must specify an update to requests or limits (in the form of --requests/--limits)';
  return [limits, requests].find((each) => typeof each === 'string');
}

/** `cpu=200m,memory=512Mi`. Source: v1.35 kubectl pkg/generate/versioned/run.go populateResourceListV1 */
function readList(text: string): Fields | string {
  const list: Record<string, string> = {};
  for (const pair of text === '' ? [] : text.split(',')) {
    const parts = pair.split('=');
    const [name = '', quantity = ''] = parts;
    if (parts.length !== 2) return `Invalid argument syntax ${pair}, expected <resource>=<value>`;
    if (!isQuantity(quantity)) return quantityError;
    list[name] = quantity;
  }
  return list;
}

function merged({ resources }: Fields, limits: Fields, requests: Fields): Fields {
  const old = fieldsOf(resources);
  const add = (field: string, more: Fields): Fields =>
    Object.keys(more).length === 0 ? {} : { [field]: { ...fieldsOf(old[field]), ...more } };
  return { ...old, ...add('limits', limits), ...add('requests', requests) };
}
