import { forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain } from '../api/names.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';

const verbs = ['*', 'create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** A list that is not empty, in which `*` stands alone. */
function* someOf(given: unknown, path: string, none: string, others: string): Problems {
  const values = listOf(given);
  if (values.length === 0) yield required(path, none);
  else if (values.length > 1 && values.includes('*'))
    yield invalidValue(path, values, `if '*' is present, must not specify other ${others}`);
}

function* validateVerbs(given: unknown, path: string): Problems {
  const values = listOf(given);
  yield* someOf(given, path, 'verbs must contain at least one value', 'verbs');
  if (!values.includes('*') && !values.every((verb) => verbs.includes(textOf(verb))))
    yield notSupported(path, values, verbs);
}

const fieldOf: Readonly<Record<string, string>> = { ServiceAccount: 'serviceAccount', User: 'user', Group: 'group' };

/** Source: v1.35 pkg/apis/flowcontrol/validation/validation.go ValidateFlowSchemaSubject */
function* validateSubject(subject: Fields, path: string): Problems {
  const kind = textOf(subject.kind);
  const field = Object.hasOwn(fieldOf, kind) ? fieldOf[kind] : undefined;
  if (field === undefined) {
    yield notSupported(`${path}.kind`, kind, ['Group', 'ServiceAccount', 'User']);
    return;
  }
  const { name, namespace } = fieldsOf(subject[field]);
  const here = `${path}.${field}`;
  if (!isFields(subject[field])) yield required(here, `${field} is required when subject kind is '${kind}'`);
  else {
    if (textOf(name) === '') yield required(`${here}.name`);
    else if (kind === 'ServiceAccount' && name !== '*')
      yield* invalids(`${here}.name`, name, isDns1123Subdomain(textOf(name)));
    if (kind === 'ServiceAccount' && textOf(namespace) === '')
      yield required(`${here}.namespace`, 'must specify namespace for service account');
    else if (kind === 'ServiceAccount')
      yield* invalids(`${here}.namespace`, namespace, isDns1123Label(textOf(namespace)));
  }
  for (const [other, word] of Object.entries(fieldOf)) {
    if (other === kind || !isFields(subject[word])) continue;
    yield forbiddenField(`${path}.${word}`, `${word} is forbidden when subject kind is not '${other}'`);
  }
}

/** Source: the same file, ValidateFlowSchemaResourcePolicyRule */
function* validateResourceRule(rule: Fields, path: string): Problems {
  yield* validateVerbs(rule.verbs, `${path}.verbs`);
  const atLeast = 'resource rules must supply at least one';
  yield* someOf(rule.apiGroups, `${path}.apiGroups`, `${atLeast} api group`, 'api groups');
  yield* someOf(rule.resources, `${path}.resources`, `${atLeast} resource`, 'resources');
  const namespaces = listOf(rule.namespaces);
  const none = 'resource rules that are not cluster scoped must supply at least one namespace';
  if (namespaces.length > 0 || rule.clusterScope !== true)
    yield* someOf(namespaces, `${path}.namespaces`, none, 'namespaces');
  if (namespaces.includes('*')) return;
  for (const [index, namespace] of namespaces.entries()) {
    const whys = isDns1123Label(textOf(namespace));
    const each = "each member of this list must be '*' or a DNS-1123 label; ";
    for (const why of whys) yield invalidValue(`${path}.namespaces[${index}]`, namespace, each + why);
  }
}

/** Source: the same file, ValidateFlowSchemaPolicyRulesWithSubjects */
function* validateRule(rule: Fields, path: string): Problems {
  const [subjects, resources, others] = [
    rowsOf(rule.subjects),
    rowsOf(rule.resourceRules),
    rowsOf(rule.nonResourceRules),
  ];
  if (subjects.length === 0) yield required(`${path}.subjects`, 'subjects must contain at least one value');
  for (const [index, subject] of subjects.entries()) yield* validateSubject(subject, `${path}.subjects[${index}]`);
  if (resources.length === 0 && others.length === 0)
    yield required(path, 'at least one of resourceRules and nonResourceRules has to be non-empty');
  for (const [index, given] of resources.entries())
    yield* validateResourceRule(given, `${path}.resourceRules[${index}]`);
  for (const [index, given] of others.entries()) {
    const here = `${path}.nonResourceRules[${index}]`;
    yield* validateVerbs(given.verbs, `${here}.verbs`);
    const none = 'nonResourceURLs must contain at least one value';
    yield* someOf(given.nonResourceURLs, `${here}.nonResourceURLs`, none, 'non-resource URLs');
  }
}

/** Source: the same file, ValidateFlowSchema, ValidateFlowSchemaSpec */
export function* validateFlowSchema(schema: Fields): Problems {
  yield* validateObjectMeta(schema.metadata, false, subdomainName);
  const spec = fieldsOf(schema.spec);
  const [order, most] = [numberOf(spec.matchingPrecedence) ?? 1000, 10000];
  const path = 'spec.matchingPrecedence';
  if (order <= 0) yield invalidValue(path, order, 'must be a positive value');
  if (order > most) yield invalidValue(path, order, `must not be greater than ${most}`);
  if (order === 1 && fieldsOf(schema.metadata).name !== 'exempt')
    yield invalidValue(path, order, "only the schema named 'exempt' may have matchingPrecedence 1");
  const method = spec.distinguisherMethod;
  if (isFields(method) && !['ByNamespace', 'ByUser'].includes(textOf(method.type)))
    yield notSupported('spec.distinguisherMethod.type', method, ['ByNamespace', 'ByUser']);
  const level = textOf(fieldsOf(spec.priorityLevelConfiguration).name);
  const field = 'spec.priorityLevelConfiguration.name';
  if (level === '') yield required(field, 'must reference a priority level');
  else yield* invalids(field, level, isDns1123Subdomain(level));
  for (const [index, rule] of rowsOf(spec.rules).entries()) yield* validateRule(rule, `spec.rules[${index}]`);
}
