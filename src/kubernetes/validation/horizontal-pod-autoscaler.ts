import { forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isPathSegmentName } from '../api/names.ts';
import { canonicalQuantity, compareQuantities } from '../api/quantity.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, oneOf, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/autoscaling/validation/validation.go ValidateHorizontalPodAutoscaler */
export function* validateHorizontalPodAutoscaler(autoscaler: Fields): Problems {
  const spec = fieldsOf(autoscaler.spec);
  yield* validateObjectMeta(autoscaler.metadata, true, subdomainName);
  const [least, most] = [numberOf(spec.minReplicas), numberOf(spec.maxReplicas) ?? 0];
  if (least !== undefined && least < 1) {
    yield invalidValue('spec.minReplicas', least, 'must be greater than or equal to 1');
  }
  if (most < 1) yield invalidValue('spec.maxReplicas', most, 'must be greater than 0');
  if (least !== undefined && most < least) {
    yield invalidValue('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`');
  }
  yield* validateReference(fieldsOf(spec.scaleTargetRef), 'spec.scaleTargetRef');
  for (const [index, metric] of rowsOf(spec.metrics).entries()) yield* validateMetric(metric, `spec.metrics[${index}]`);
  for (const field of ['scaleUp', 'scaleDown']) {
    const rules = fieldsOf(spec.behavior)[field];
    if (isFields(rules)) yield* validateRules(rules, `spec.behavior.${field}`);
  }
}

/** Source: ValidateCrossVersionObjectReference */
function* validateReference(reference: Fields, path: string): Problems {
  for (const field of ['kind', 'name']) {
    const text = textOf(reference[field]);
    if (text === '') yield required(`${path}.${field}`);
    else yield* invalids(`${path}.${field}`, text, isPathSegmentName(text));
  }
}

type Source = 'object' | 'external' | 'pods' | 'resource' | 'containerResource';
const sources: readonly Source[] = ['object', 'external', 'pods', 'resource', 'containerResource'];
const types = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];

/** Source: validateMetricSpec */
function* validateMetric(metric: Fields, path: string): Problems {
  const type = textOf(metric.type);
  if (type === '') yield required(`${path}.type`, 'must specify a metric source type');
  if (!types.includes(type)) yield notSupported(`${path}.type`, type, types);
  const present = sources.filter((source) => isFields(metric[source]));
  const [first] = present;
  if (first !== undefined) yield* rules[first](fieldsOf(metric[first]), `${path}.${first}`);
  const expected = `${type.slice(0, 1).toLowerCase()}${type.slice(1)}`;
  if (types.includes(type) && !isFields(metric[expected])) {
    yield required(`${path}.${expected}`, 'must populate information for the given metric source');
  }
  if (present.length === 1) return;
  for (const source of present) {
    if (source !== expected) yield forbiddenField(`${path}.${source}`, 'must populate the given metric source only');
  }
}

function* validateName(metric: unknown, path: string): Problems {
  const name = textOf(fieldsOf(metric).name);
  if (name === '') yield required(`${path}.name`, 'must specify a metric name');
  else yield* invalids(`${path}.name`, name, isPathSegmentName(name));
}

function* validateTarget(target: Fields, path: string): Problems {
  const type = textOf(target.type);
  if (type === '') yield required(`${path}.type`, 'must specify a metric target type');
  if (!['Utilization', 'Value', 'AverageValue'].includes(type)) {
    yield invalidValue(`${path}.type`, type, 'must be either Utilization, Value, or AverageValue');
  }
  for (const field of ['value', 'averageValue']) {
    const amount = target[field];
    if (amount !== undefined && compareQuantities(String(amount), 0) <= 0) {
      yield invalidValue(`${path}.${field}`, canonicalQuantity(String(amount)), 'must be positive');
    }
  }
  const share = numberOf(target.averageUtilization);
  if (share !== undefined && share < 1)
    yield invalidValue(`${path}.averageUtilization`, share, 'must be greater than 0');
}

function* validateResourceTarget(target: Fields, path: string): Problems {
  yield* validateTarget(target, path);
  const [share, amount] = [target.averageUtilization !== undefined, target.averageValue !== undefined];
  if (!share && !amount) {
    yield required(`${path}.averageUtilization`, 'must set either a target raw value or a target utilization');
  }
  if (share && amount) {
    yield forbiddenField(`${path}.averageValue`, 'may not set both a target raw value and a target utilization');
  }
}

const rules: Readonly<Record<Source, (source: Fields, path: string) => Problems>> = {
  object: function* (source, path) {
    const target = fieldsOf(source.target);
    yield* validateReference(fieldsOf(source.describedObject), `${path}.describedObject`);
    yield* validateName(source.metric, `${path}.metric`);
    yield* validateTarget(target, `${path}.target`);
    if (target.value === undefined && target.averageValue === undefined) {
      yield required(`${path}.target.averageValue`, 'must set either a target value or averageValue');
    }
  },
  external: function* (source, path) {
    const target = fieldsOf(source.target);
    yield* validateName(source.metric, `${path}.metric`);
    yield* validateTarget(target, `${path}.target`);
    if (target.value === undefined && target.averageValue === undefined) {
      yield required(`${path}.target.averageValue`, 'must set either a target value for metric or a per-pod target');
    }
    if (target.value !== undefined && target.averageValue !== undefined) {
      yield forbiddenField(`${path}.target.value`, 'may not set both a target value for metric and a per-pod target');
    }
  },
  pods: function* (source, path) {
    const target = fieldsOf(source.target);
    yield* validateName(source.metric, `${path}.metric`);
    yield* validateTarget(target, `${path}.target`);
    if (target.averageValue === undefined || compareQuantities(String(target.averageValue), 0) <= 0) {
      yield required(`${path}.target.averageValue`, 'must specify a positive target averageValue');
    }
  },
  resource: function* (source, path) {
    if (textOf(source.name) === '') yield required(`${path}.name`, 'must specify a resource name');
    yield* validateResourceTarget(fieldsOf(source.target), `${path}.target`);
  },
  containerResource: function* (source, path) {
    if (textOf(source.name) === '') yield required(`${path}.name`, 'must specify a resource name');
    if (textOf(source.container) === '') yield required(`${path}.container`, 'must specify a container');
    yield* validateResourceTarget(fieldsOf(source.target), `${path}.target`);
  },
};

/** Source: validateScalingRules, validateScalingPolicy */
function* validateRules(given: Fields, path: string): Problems {
  const window = numberOf(given.stabilizationWindowSeconds);
  const field = `${path}.stabilizationWindowSeconds`;
  if (window !== undefined && window < 0) yield invalidValue(field, window, 'must be greater than or equal to zero');
  if (window !== undefined && window > 3600) yield invalidValue(field, window, 'must be less than or equal to 3600');
  yield* oneOf(`${path}.selectPolicy`, given.selectPolicy, ['Disabled', 'Max', 'Min']);
  const policies = rowsOf(given.policies);
  if (policies.length === 0) yield required(`${path}.policies`, 'must specify at least one Policy');
  for (const [index, policy] of policies.entries()) {
    const here = `${path}.policies[${index}]`;
    const [type, value, period] = [
      textOf(policy.type),
      numberOf(policy.value) ?? 0,
      numberOf(policy.periodSeconds) ?? 0,
    ];
    if (type !== 'Percent' && type !== 'Pods') yield notSupported(`${here}.type`, type, ['Percent', 'Pods']);
    if (value <= 0) yield invalidValue(`${here}.value`, value, 'must be greater than zero');
    if (period <= 0) yield invalidValue(`${here}.periodSeconds`, period, 'must be greater than zero');
    if (period > 1800) yield invalidValue(`${here}.periodSeconds`, period, 'must be less than or equal to 1800');
  }
}
