import { type Fields, fieldsOf, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { pairs } from '../printers/kind-printer.ts';
import { boolWords } from './bool-words.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';

/** All annotations stand on one line, also the last applied configuration. Source: v1.35 kubectl pkg/describe/describe.go describeStorageClass */
export const describeStorageClass: Describer = function* (storageClass, context) {
  const out = new Description();
  const { name, annotations } = fieldsOf(storageClass.metadata);
  const { provisioner, parameters, allowVolumeExpansion, reclaimPolicy, volumeBindingMode } = storageClass;
  const options = listOf(storageClass.mountOptions).map(String);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'IsDefaultClass:', isDefault(fieldsOf(annotations)) ? 'Yes' : 'No');
  out.line(0, 'Annotations:', pairs(annotations));
  out.line(0, 'Provisioner:', textOf(provisioner));
  out.line(0, 'Parameters:', pairs(parameters));
  out.line(0, 'AllowVolumeExpansion:', boolWords(allowVolumeExpansion));
  out.line(0, 'MountOptions:', ...(options.length === 0 ? ['<none>'] : []));
  for (const option of options) out.line(1, option);
  if (reclaimPolicy !== undefined) out.line(0, 'ReclaimPolicy:', textOf(reclaimPolicy));
  if (volumeBindingMode !== undefined) out.line(0, 'VolumeBindingMode:', textOf(volumeBindingMode));
  if (storageClass.allowedTopologies !== undefined) writeTopologies(out, rowsOf(storageClass.allowedTopologies));
  yield* writeEvents(out, storageClass, context);
  return out.toString();
};

/** Source: v1.35 kubectl pkg/util/storage/storage.go IsDefaultAnnotationText */
const isDefault = (annotations: Fields): boolean =>
  annotations['storageclass.kubernetes.io/is-default-class'] === 'true' ||
  annotations['storageclass.beta.kubernetes.io/is-default-class'] === 'true';

/** Source: describe.go printAllowedTopologies */
function writeTopologies(out: Description, terms: readonly Fields[]): void {
  out.line(0, 'AllowedTopologies:', terms.length === 0 ? '<none>' : '');
  for (const [place, term] of terms.entries()) {
    const expressions = rowsOf(term.matchLabelExpressions).map(({ key, values }) => {
      const list = listOf(values).map(String);
      return `${textOf(key)} in${list.length === 0 ? '' : ` [${list.join(', ')}]`}`;
    });
    out.line(1, `Term ${place}:`, expressions[0] ?? '<none>');
    for (const words of expressions.slice(1)) out.line(1, '', words);
  }
}
