import { duplicate, forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1035Label, isDns1123Subdomain, isPathSegmentName, isQualifiedName } from '../api/names.ts';
import { validateMatchConditions, validateNamedRule } from './admission-rules.ts';
import { validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, oneOf, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/admissionregistration/validation/validation.go validateParamKind */
function* validateParamKind({ apiVersion, kind }: Fields, path: string): Problems {
  const [given, word] = [textOf(apiVersion), textOf(kind)];
  const parts = given.split('/');
  if (given === '') yield required(`${path}.apiVersion`);
  else if (parts.length > 2) {
    yield invalidValue(`${path}.apiVersion`, given, `unexpected GroupVersion string: ${given}`);
  } else {
    const [group, version] = parts.length === 2 ? [parts[0] ?? '', parts[1] ?? ''] : ['', given];
    const whys = group === '' ? [] : isDns1123Subdomain(group);
    if (whys.length > 0) yield invalidValue(`${path}.apiVersion`, group, whys.join(','));
    if (version === '') yield invalidValue(`${path}.apiVersion`, given, 'version must be specified');
    else {
      const wrong = isDns1035Label(version);
      if (wrong.length > 0) yield invalidValue(`${path}.apiVersion`, version, wrong.join(','));
    }
  }
  if (word === '') yield required(`${path}.kind`);
  else {
    const wrong = isDns1035Label(word.toLowerCase());
    const mixed = 'may have mixed case, but should otherwise match: ';
    if (wrong.length > 0) yield invalidValue(`${path}.kind`, word, mixed + wrong.join(','));
  }
}

/** Source: the same file, validateMatchResources */
function* validateMatch(match: Fields, path: string): Problems {
  yield* oneOf(`${path}.matchPolicy`, match.matchPolicy, ['Equivalent', 'Exact']);
  yield* validateLabelSelector(match.namespaceSelector, `${path}.namespaceSelector`);
  yield* validateLabelSelector(match.objectSelector, `${path}.objectSelector`);
  for (const list of ['resourceRules', 'excludeResourceRules']) {
    for (const [index, rule] of rowsOf(match[list]).entries()) {
      yield* validateNamedRule(rule, `${path}.${list}[${index}]`);
    }
  }
}

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'];

/** Source: the same file, validateValidation */
function* validateValidation(validation: Fields, path: string): Problems {
  const [message, builds] = [textOf(validation.message), textOf(validation.messageExpression)];
  if (textOf(validation.expression).trim() === '') yield required(`${path}.expression`, 'expression is not specified');
  if (builds !== '' && builds.trim() === '')
    yield invalidValue(`${path}.messageExpression`, builds, 'must be non-empty if specified');
  if (message !== '' && message.trim() === '')
    yield invalidValue(`${path}.message`, message, 'message must be non-empty if specified');
  else if (/[\n\r]/.test(message.trim()))
    yield invalidValue(`${path}.message`, message, 'message must not contain line breaks');
  yield* oneOf(`${path}.reason`, validation.reason, reasons);
}

function* validateAuditAnnotations(notes: readonly Fields[], policy: string, path: string): Problems {
  const seen = new Set<string>();
  if (notes.length > 20) yield invalidValue(path, notes, 'must not have more than 20 auditAnnotations');
  for (const [index, note] of notes.entries()) {
    const here = `${path}[${index}]`;
    const key = textOf(note.key);
    if (policy === '') yield invalidValue(`${here}.key`, key, 'requires metadata.name be non-empty');
    else yield* invalids(`${here}.key`, `${policy}/${key}`, isQualifiedName(`${policy}/${key}`));
    if (textOf(note.valueExpression).trim() === '')
      yield required(`${here}.valueExpression`, 'valueExpression is not specified');
    if (seen.has(key)) yield duplicate(`${here}.key`, key);
    seen.add(key);
  }
}

function* validateVariables(variables: readonly Fields[], path: string): Problems {
  for (const [index, { name, expression }] of variables.entries()) {
    const [word, here] = [textOf(name), `${path}[${index}]`];
    if (word.trim() === '') yield required(`${here}.name`, 'name is not specified');
    else if (!/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(word))
      yield invalidValue(`${here}.name`, word, 'name is not a valid CEL identifier');
    if (textOf(expression).trim() === '') yield required(`${here}.expression`, 'expression is not specified');
  }
}

/** Everything but the expressions, which are not compiled here. Source: the same file, ValidateValidatingAdmissionPolicy */
export function* validateAdmissionPolicy(policy: Fields): Problems {
  yield* validateObjectMeta(policy.metadata, false, subdomainName);
  const spec = fieldsOf(policy.spec);
  const [validations, notes] = [rowsOf(spec.validations), rowsOf(spec.auditAnnotations)];
  yield* oneOf('spec.failurePolicy', spec.failurePolicy, ['Fail', 'Ignore']);
  if (isFields(spec.paramKind)) yield* validateParamKind(spec.paramKind, 'spec.paramKind');
  if (isFields(spec.matchConstraints)) {
    yield* validateMatch(spec.matchConstraints, 'spec.matchConstraints');
    if (listOf(spec.matchConstraints.resourceRules).length === 0) yield required('spec.matchConstraints.resourceRules');
  } else yield required('spec.matchConstraints');
  yield* validateMatchConditions(spec.matchConditions, 'spec.matchConditions');
  yield* validateVariables(rowsOf(spec.variables), 'spec.variables');
  if (validations.length === 0 && notes.length === 0) {
    const why = 'validations or auditAnnotations must contain at least one item';
    yield required('spec.validations', why);
    yield required('spec.auditAnnotations', why);
    return;
  }
  for (const [index, validation] of validations.entries()) {
    yield* validateValidation(validation, `spec.validations[${index}]`);
  }
  yield* validateAuditAnnotations(notes, textOf(fieldsOf(policy.metadata).name), 'spec.auditAnnotations');
}

/** Source: the same file, validateParamRef */
function* validateParamRef({ name, selector, parameterNotFoundAction }: Fields, path: string): Problems {
  const both = 'name and selector are mutually exclusive';
  const named = textOf(name) !== '';
  if (named) {
    yield* invalids(`${path}.name`, name, isPathSegmentName(textOf(name)));
    if (isFields(selector)) yield forbiddenField(`${path}.name`, both);
  }
  if (isFields(selector)) {
    yield* validateLabelSelector(selector, `${path}.selector`);
    if (named) yield forbiddenField(`${path}.selector`, both);
  } else if (!named) yield required(path, 'one of name or selector must be specified');
  const action = `${path}.parameterNotFoundAction`;
  if (textOf(parameterNotFoundAction) === '') yield required(action);
  else yield* oneOf(action, parameterNotFoundAction, ['Deny', 'Allow']);
}

/** Source: the same file, ValidateValidatingAdmissionPolicyBinding */
export function* validateAdmissionPolicyBinding(binding: Fields): Problems {
  yield* validateObjectMeta(binding.metadata, false, subdomainName);
  const { policyName, paramRef, matchResources, validationActions } = fieldsOf(binding.spec);
  const [name, actions] = [textOf(policyName), listOf(validationActions)];
  const path = 'spec.validationActions';
  if (name === '') yield required('spec.policyName');
  else yield* invalids('spec.policyName', name, isDns1123Subdomain(name));
  if (isFields(paramRef)) yield* validateParamRef(paramRef, 'spec.paramRef');
  if (isFields(matchResources)) yield* validateMatch(matchResources, 'spec.matchResources');
  for (const [index, action] of actions.entries()) {
    yield* oneOf(`${path}[${index}]`, action, ['Audit', 'Deny', 'Warn']);
    if (actions.indexOf(action) < index) yield duplicate(`${path}[${index}]`, action);
  }
  if (actions.includes('Deny') && actions.includes('Warn')) {
    const why =
      'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)';
    yield invalidValue(path, actions, why);
  }
  if (actions.length === 0) yield required(path, 'at least one validation action is required');
}
