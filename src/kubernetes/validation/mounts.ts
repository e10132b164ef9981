import { forbiddenField, invalidValue, notFoundField, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf, textOf } from '../api/fields.ts';
import { validateDescendingPath } from './paths.ts';
import { oneOf, type Problems } from './problems.ts';

type Volumes = ReadonlyMap<string, Fields>;

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateVolumeMounts */
export function* validateMounts(container: Fields, volumes: Volumes, path: string): Problems {
  const devices = rowsOf(container.volumeDevices);
  const places = new Set<string>();
  for (const [index, mount] of rowsOf(container.volumeMounts).entries()) {
    const here = `${path}[${index}]`;
    const [name, place] = [textOf(mount.name), textOf(mount.mountPath)];
    if (name === '') yield required(`${here}.name`);
    if (!volumes.has(name)) yield notFoundField(`${here}.name`, name);
    if (place === '') yield required(`${here}.mountPath`);
    if (places.has(place)) yield invalidValue(`${here}.mountPath`, place, 'must be unique');
    places.add(place);
    if (devices.some((device) => device.name === name)) {
      yield invalidValue(`${here}.name`, name, 'must not already exist in volumeDevices');
    }
    if (devices.some((device) => device.devicePath === place)) {
      yield invalidValue(`${here}.mountPath`, place, 'must not already exist as a path in volumeDevices');
    }
    yield* validateSubPath(mount, here, path);
    // What follows is said of the list: the server leaves out the index.
    yield* validatePropagation(mount.mountPropagation, container, `${path}.mountPropagation`);
    yield* validateRecursive(mount, `${path}.recursiveReadOnly`);
  }
}

function* validateSubPath(mount: Fields, here: string, list: string): Problems {
  const [subPath, expression] = [textOf(mount.subPath), textOf(mount.subPathExpr)];
  if (subPath !== '') yield* validateDescendingPath(subPath, `${list}.subPath`);
  if (expression === '') return;
  if (subPath !== '') {
    yield invalidValue(`${here}.subPathExpr`, expression, 'subPathExpr and subPath are mutually exclusive');
  }
  yield* validateDescendingPath(expression, `${list}.subPathExpr`);
}

function* validatePropagation(mode: unknown, container: Fields, path: string): Problems {
  yield* oneOf(path, mode, ['Bidirectional', 'HostToContainer', 'None']);
  const privileged = fieldsOf(container.securityContext).privileged === true;
  if (mode === 'Bidirectional' && !privileged) {
    yield forbiddenField(path, 'Bidirectional mount propagation is available only to privileged containers');
  }
}

/** Source: validateMountRecursiveReadOnly */
function* validateRecursive(mount: Fields, path: string): Problems {
  const mode = mount.recursiveReadOnly;
  yield* oneOf(path, mode, ['Disabled', 'Enabled', 'IfPossible']);
  if (mode !== 'Enabled' && mode !== 'IfPossible') return;
  if (mount.readOnly !== true) yield forbiddenField(path, 'may only be specified when readOnly is true');
  if (mount.mountPropagation !== undefined && mount.mountPropagation !== 'None') {
    yield forbiddenField(path, 'may only be specified when mountPropagation is None or not specified');
  }
}

/** Source: ValidateVolumeDevices */
export function* validateDevices(container: Fields, volumes: Volumes, path: string): Problems {
  const mounts = rowsOf(container.volumeMounts);
  const [names, paths] = [new Set<string>(), new Set<string>()];
  for (const [index, device] of rowsOf(container.volumeDevices).entries()) {
    const here = `${path}[${index}]`;
    const [name, place] = [textOf(device.name), textOf(device.devicePath)];
    const volume = volumes.get(name);
    if (name === '') yield required(`${here}.name`);
    if (names.has(name)) yield invalidValue(`${here}.name`, name, 'must be unique');
    if (volume === undefined) yield notFoundField(`${here}.name`, name);
    else if (!isFields(volume.persistentVolumeClaim) && !isFields(volume.ephemeral)) {
      const why = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      yield invalidValue(`${here}.name`, name, why);
    }
    if (place === '') yield required(`${here}.devicePath`);
    if (paths.has(place)) yield invalidValue(`${here}.devicePath`, place, 'must be unique');
    if (place.split('/').includes('..')) {
      yield invalidValue(`${here}.devicePath`, place, "can not contain backsteps ('..')");
    } else paths.add(place);
    if (mounts.some((mount) => mount.name === name)) {
      yield invalidValue(`${here}.name`, name, 'must not already exist in volumeMounts');
    }
    if (mounts.some((mount) => mount.mountPath === place)) {
      yield invalidValue(`${here}.devicePath`, place, 'must not already exist as a path in volumeMounts');
    }
    if (name !== '') names.add(name);
  }
}
