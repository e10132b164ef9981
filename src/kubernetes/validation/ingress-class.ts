import { forbiddenField, notSupported, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import { validateDomainPrefixedPath } from './domain-prefixed-path.ts';
import { validateTypedReference } from './ingress.ts';
import { bytesOf, subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/networking/validation/validation.go ValidateIngressClass */
export function* validateIngressClass(ingressClass: Fields): Problems {
  const { controller, parameters } = fieldsOf(ingressClass.spec);
  yield* validateObjectMeta(ingressClass.metadata, false, subdomainName);
  const name = textOf(controller);
  if (bytesOf(name) > 250) yield tooLong('spec.controller', name, 250);
  yield* validateDomainPrefixedPath(name, 'spec.controller');
  if (!isFields(parameters)) return;
  const path = 'spec.parameters';
  yield* validateTypedReference(parameters, path);
  const { scope, namespace } = parameters;
  if (scope === undefined) yield required(`${path}.scope`);
  else if (scope === 'Namespace') {
    if (namespace === undefined) yield required(`${path}.namespace`, "`parameters.scope` is set to 'Namespace'");
    else yield* invalids(`${path}.namespace`, namespace, isDns1123Label(textOf(namespace)));
  } else if (scope === 'Cluster') {
    if (namespace !== undefined) yield forbiddenField(`${path}.namespace`, "`parameters.scope` is set to 'Cluster'");
  } else yield notSupported(`${path}.scope`, scope, ['Cluster', 'Namespace']);
}
