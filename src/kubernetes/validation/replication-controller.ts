import { forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import { matchesLabels } from '../api/selectors.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateReplicationControllerSpec */
export function* validateReplicationController(controller: Fields): Problems {
  const { minReadySeconds, selector, replicas, template } = fieldsOf(controller.spec);
  yield* validateObjectMeta(controller.metadata, true, subdomainName);
  yield* notNegative('spec.minReadySeconds', minReadySeconds);
  const chosen = fieldsOf(selector);
  if (Object.keys(chosen).length === 0) yield required('spec.selector');
  yield* notNegative('spec.replicas', replicas);
  const path = 'spec.template';
  if (!isFields(template)) {
    yield required(path);
    return;
  }
  const { labels } = fieldsOf(template.metadata);
  const [asked, has] = [chosen, fieldsOf(labels)] as readonly Readonly<Record<string, string>>[];
  if (Object.keys(chosen).length > 0 && !matchesLabels({ matchLabels: asked ?? {} }, has ?? {})) {
    yield invalidValue(`${path}.metadata.labels`, labels ?? null, '`selector` does not match template `labels`');
  }
  yield* validatePodTemplate(template, path);
  const { restartPolicy, activeDeadlineSeconds } = fieldsOf(template.spec);
  if (restartPolicy !== 'Always') yield notSupported(`${path}.spec.restartPolicy`, textOf(restartPolicy), ['Always']);
  if (activeDeadlineSeconds !== undefined) {
    const why = 'activeDeadlineSeconds in ReplicationController is not Supported';
    yield forbiddenField(`${path}.spec.activeDeadlineSeconds`, why);
  }
}
