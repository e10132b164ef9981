import { type Fields, fieldsOf } from '../api/fields.ts';
import { defaultSelectors } from './container.ts';
import { each, fill, within } from './fill.ts';
import { defaultVolumeSource } from './volume-source.ts';

/** 0644 */
const readable = { defaultMode: 420 };

const items = (source: Fields): Fields => each(source, 'items', (item) => defaultSelectors(fieldsOf(item)));

/** A volume without a source is an emptyDir. Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_Volume and those of the sources */
export function defaultVolume(volume: Fields): Fields {
  const sources = Object.keys(volume).filter(
    (key) => key !== 'name' && volume[key] !== undefined && volume[key] !== null,
  );
  let done = sources.length === 0 ? { ...volume, emptyDir: {} } : volume;
  done = within(done, 'secret', (secret) => fill(fieldsOf(secret), readable));
  done = within(done, 'configMap', (map) => fill(fieldsOf(map), readable));
  done = within(done, 'downwardAPI', (api) => items(fill(fieldsOf(api), readable)));
  done = within(done, 'projected', (projected) =>
    each(fill(fieldsOf(projected), readable), 'sources', (source) =>
      within(
        within(source, 'serviceAccountToken', (token) => fill(fieldsOf(token), { expirationSeconds: 3600 })),
        'downwardAPI',
        (api) => items(fieldsOf(api)),
      ),
    ),
  );
  done = defaultVolumeSource(done);
  return within(done, 'ephemeral', (ephemeral) =>
    within(fieldsOf(ephemeral), 'volumeClaimTemplate', (template) =>
      within(fill(fieldsOf(template), { metadata: {} }), 'spec', (spec) =>
        fill(fieldsOf(spec), { volumeMode: 'Filesystem', resources: {} }),
      ),
    ),
  );
}
