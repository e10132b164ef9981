import { isFields } from '../api/fields.ts';
import { types } from '../api/schema/first-fields.generated.ts';
import { jsonKind } from './go-type.ts';
import { readObject } from './read-struct.ts';

const model = 'V1ObjectMeta';

/**
 * kubectl reads the metadata of whatever it sends and is content with unknown fields there.
 * Source: v1.35 cli-runtime pkg/resource/metadata_decoder.go
 */
export function metadataMistake(metadata: unknown): string | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  if (!isFields(metadata))
    return `json: cannot unmarshal ${jsonKind(metadata)} into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta`;
  const { found } = readObject(
    { metadata },
    'metadataOnlyObject',
    {
      ...types,
      metadataOnlyObject: { metadata: model },
    },
    () => ({ 'ObjectMeta.uid': 'types.UID', 'OwnerReference.uid': 'types.UID' }),
  );
  return (found.unreadable[0] ?? found.unfit[0])?.says;
}
