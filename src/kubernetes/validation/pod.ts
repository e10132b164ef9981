import { forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodAnnotations } from './pod-annotations.ts';
import { validatePodSpec } from './pod-spec.ts';
import type { Problems } from './problems.ts';
import { validateAppArmorAnnotations, validateSeccompAnnotations } from './profile-annotations.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidatePodCreate, validatePodMetadataAndSpec */
export function* validatePod(pod: Fields): Problems {
  const spec = fieldsOf(pod.spec);
  yield* validateMetadataAndSpec(pod, spec);
  if (listOf(spec.ephemeralContainers).length > 0)
    yield forbiddenField('spec.ephemeralContainers', 'cannot be set on create');
  if (textOf(spec.nodeName) !== '' && listOf(spec.schedulingGates).length > 0) {
    yield forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared');
  }
  const annotations = fieldsOf(fieldsOf(pod.metadata).annotations);
  yield* validateSeccompAnnotations(annotations, spec, 'spec');
  yield* validateAppArmorAnnotations(annotations, spec, 'spec');
}

/** What holds for a new and for a changed Pod. Source: validatePodMetadataAndSpec */
export function* validateMetadataAndSpec(pod: Fields, spec: Fields): Problems {
  const metadata = fieldsOf(pod.metadata);
  yield* validateObjectMeta(metadata, true, subdomainName);
  yield* validatePodAnnotations(fieldsOf(metadata.annotations), spec, 'metadata.annotations');
  yield* validatePodSpec(spec, 'spec', textOf(metadata.name));
  if (textOf(spec.serviceAccountName) === '') yield* tokensWithoutAccount(spec);
  for (const list of ['containers', 'initContainers']) {
    for (const [index, container] of rowsOf(spec[list]).entries()) {
      const image = textOf(container.image);
      if (image === image.trim()) continue;
      yield invalidValue(`spec.${list}[${index}].image`, image, 'must not have leading or trailing whitespace');
    }
  }
}

function* tokensWithoutAccount(spec: Fields): Problems {
  for (const [index, volume] of rowsOf(spec.volumes).entries()) {
    for (const [place, source] of rowsOf(fieldsOf(volume.projected).sources).entries()) {
      if (!isFields(source.serviceAccountToken)) continue;
      const path = `spec.volumes[${index}].projected.sources[${place}].serviceAccountToken`;
      yield forbiddenField(path, 'must not be specified when serviceAccountName is not set');
    }
  }
}
