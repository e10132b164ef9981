import { duplicate, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1035Label, isDns1123Subdomain, isPortNumber } from '../api/names.ts';
import { validateMatchConditions, validateRule } from './admission-rules.ts';
import { validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, oneOf, type Problems } from './problems.ts';

/** Source: v1.35 apimachinery pkg/util/validation/validation.go IsFullyQualifiedName */
function* validateHookName(name: string, path: string): Problems {
  const whys = isDns1123Subdomain(name);
  if (name === '') yield required(path);
  else if (whys.length > 0) yield invalidValue(path, name, whys.join(','));
  else if (name.split('.').length < 3)
    yield invalidValue(path, name, 'should be a domain with at least three segments separated by dots');
}

/** Source: v1.35 apiserver pkg/util/webhook/validation.go ValidateWebhookURL, ValidateWebhookService */
function* validateClientConfig({ url, service }: Fields, path: string): Problems {
  if ((url === undefined) === !isFields(service)) {
    yield required(path, 'exactly one of url or service is required');
  } else if (isFields(service)) {
    const { name, namespace, port } = service;
    if (textOf(name) === '') yield required(`${path}.service.name`, 'service name is required');
    if (textOf(namespace) === '') yield required(`${path}.service.namespace`, 'service namespace is required');
    const whys = isPortNumber(numberOf(port) ?? 443);
    if (whys.length > 0) yield invalidValue(`${path}.service.port`, port, `port is not valid: ${whys.join(',')}`);
  } else {
    const form = '; desired format: https://host[/path]';
    const [, scheme = '', host = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?/.exec(textOf(url)) ?? [];
    if (scheme !== 'https') yield invalidValue(`${path}.url`, scheme, `'https' is the only allowed URL scheme${form}`);
    if (host === '') yield invalidValue(`${path}.url`, host, `host must be specified${form}`);
  }
}

/** Source: v1.35 pkg/apis/admissionregistration/validation/validation.go validateAdmissionReviewVersions */
function* validateReviewVersions(versions: readonly unknown[], path: string): Problems {
  const known = ['v1', 'v1beta1'];
  if (versions.length === 0) yield required(path, `must specify one of ${known.join(', ')}`);
  for (const [index, version] of versions.entries()) {
    const here = `${path}[${index}]`;
    if (versions.indexOf(version) < index) yield invalidValue(here, version, 'duplicate version');
    else yield* invalids(here, version, isDns1035Label(textOf(version)));
  }
  if (versions.length > 0 && !versions.some((version) => known.includes(textOf(version))))
    yield invalidValue(path, versions, `must include at least one of ${known.join(', ')}`);
}

function* validateWebhook(hook: Fields, path: string): Problems {
  yield* validateHookName(textOf(hook.name), `${path}.name`);
  for (const [index, rule] of rowsOf(hook.rules).entries()) yield* validateRule(rule, `${path}.rules[${index}]`);
  yield* oneOf(`${path}.failurePolicy`, hook.failurePolicy, ['Fail', 'Ignore']);
  yield* oneOf(`${path}.matchPolicy`, hook.matchPolicy, ['Equivalent', 'Exact']);
  if (hook.sideEffects === undefined) yield required(`${path}.sideEffects`, 'must specify one of None, NoneOnDryRun');
  yield* oneOf(`${path}.sideEffects`, hook.sideEffects, ['None', 'NoneOnDryRun']);
  const seconds = numberOf(hook.timeoutSeconds) ?? 10;
  if (seconds < 1 || seconds > 30)
    yield invalidValue(`${path}.timeoutSeconds`, seconds, 'the timeout value must be between 1 and 30 seconds');
  yield* validateLabelSelector(hook.namespaceSelector, `${path}.namespaceSelector`);
  yield* validateLabelSelector(hook.objectSelector, `${path}.objectSelector`);
  yield* validateClientConfig(fieldsOf(hook.clientConfig), `${path}.clientConfig`);
  yield* oneOf(`${path}.reinvocationPolicy`, hook.reinvocationPolicy, ['IfNeeded', 'Never']);
  yield* validateMatchConditions(hook.matchConditions, `${path}.matchConditions`);
}

/** Source: the same file, ValidateValidatingWebhookConfiguration, ValidateMutatingWebhookConfiguration */
export function* validateWebhookConfiguration(configuration: Fields): Problems {
  yield* validateObjectMeta(configuration.metadata, false, subdomainName);
  const seen = new Set<string>();
  for (const [index, hook] of rowsOf(configuration.webhooks).entries()) {
    const path = `webhooks[${index}]`;
    const name = textOf(hook.name);
    yield* validateWebhook(hook, path);
    yield* validateReviewVersions(listOf(hook.admissionReviewVersions), `${path}.admissionReviewVersions`);
    if (name !== '' && seen.has(name)) yield duplicate(`${path}.name`, name);
    seen.add(name);
  }
}
