import { duplicate, forbiddenField, invalidValue, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isPortName, isPortNumber } from '../api/names.ts';
import { validateEnv, validateEnvFrom } from './environment.ts';
import { validateDevices, validateMounts } from './mounts.ts';
import { validateLifecycle, validateProbes } from './probes.ts';
import { invalids, oneOf, type Problems } from './problems.ts';
import { validateResources } from './resources.ts';
import { validateSecurityContext } from './security-context.ts';

/** What the containers of a Pod have in common. */
export interface Surroundings {
  /** Those in which nothing is wrong, by name. */
  readonly volumes: ReadonlyMap<string, Fields>;
  /** Names of the Pod's resource claims. */
  readonly claims: ReadonlySet<string>;
  /** The Pod's. */
  readonly restartPolicy: unknown;
  /** Whether users in the containers are the node's. */
  readonly hostUsers: boolean;
  /** Seconds. */
  readonly grace: number;
}

/** Source: v1.35 pkg/apis/core/validation/validation.go validateContainerPorts */
function* validatePorts(ports: unknown, path: string): Problems {
  const names = new Set<string>();
  for (const [index, port] of rowsOf(ports).entries()) {
    const here = `${path}[${index}]`;
    const name = textOf(port.name);
    if (name !== '') {
      const whys = isPortName(name);
      yield* invalids(`${here}.name`, name, whys);
      if (whys.length === 0 && names.has(name)) yield duplicate(`${here}.name`, name);
      names.add(name);
    }
    const number = numberOf(port.containerPort) ?? 0;
    if (number === 0) yield required(`${here}.containerPort`);
    else yield* invalids(`${here}.containerPort`, number, isPortNumber(number));
    const onHost = numberOf(port.hostPort) ?? 0;
    if (onHost !== 0) yield* invalids(`${here}.hostPort`, onHost, isPortNumber(onHost));
    if (textOf(port.protocol) === '') yield required(`${here}.protocol`);
    else yield* oneOf(`${here}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']);
  }
}

/** Source: validateContainerCommon */
export function* validateCommon(container: Fields, around: Surroundings, path: string): Problems {
  const name = textOf(container.name);
  if (name === '') yield required(`${path}.name`);
  else yield* invalids(`${path}.name`, name, isDns1123Label(name));
  if (textOf(container.image) === '') yield required(`${path}.image`);
  const policy = textOf(container.terminationMessagePolicy);
  if (policy === '') yield required(`${path}.terminationMessagePolicy`);
  else yield* oneOf(`${path}.terminationMessagePolicy`, policy, ['File', 'FallbackToLogsOnError']);
  yield* validatePorts(container.ports, `${path}.ports`);
  yield* validateEnv(container.env, `${path}.env`);
  yield* validateEnvFrom(container.envFrom, `${path}.envFrom`);
  yield* validateMounts(container, around.volumes, `${path}.volumeMounts`);
  yield* validateDevices(container, around.volumes, `${path}.volumeDevices`);
  const pull = textOf(container.imagePullPolicy);
  if (pull === '') yield required(`${path}.imagePullPolicy`);
  else yield* oneOf(`${path}.imagePullPolicy`, pull, ['Always', 'IfNotPresent', 'Never']);
  yield* validateResources(fieldsOf(container.resources), `${path}.resources`, around.claims);
  yield* validateResizePolicy(container.resizePolicy, `${path}.resizePolicy`, around.restartPolicy);
  yield* validateSecurityContext(container.securityContext, `${path}.securityContext`, around.hostUsers);
}

/** The list is meant, whichever item is wrong. Source: validateResizePolicy */
function* validateResizePolicy(policies: unknown, path: string, restart: unknown): Problems {
  const seen = new Set<string>();
  for (const [index, policy] of rowsOf(policies).entries()) {
    const [name, policyName] = [textOf(policy.resourceName), textOf(policy.restartPolicy)];
    if (seen.has(name)) yield duplicate(`${path}[${index}]`, name);
    seen.add(name);
    if (name === '') yield required(path);
    else yield* oneOf(path, name, ['cpu', 'memory']);
    if (policyName === '') yield required(path);
    else yield* oneOf(path, policyName, ['NotRequired', 'RestartContainer']);
    if (restart === 'Never' && policyName !== 'NotRequired') {
      yield invalidValue(path, policyName, "must be 'NotRequired' when `restartPolicy` is 'Never'");
    }
  }
}

const policies = ['Always', 'Never', 'OnFailure'];

/** Source: validateContainers */
export function* validateContainers(containers: readonly Fields[], around: Surroundings, path: string): Problems {
  if (containers.length === 0) {
    yield required(path);
    return;
  }
  const names = new Set<string>();
  for (const [index, container] of containers.entries()) {
    const here = `${path}[${index}]`;
    const name = textOf(container.name);
    yield* validateCommon(container, around, here);
    if (names.has(name)) yield duplicate(`${here}.name`, name);
    else names.add(name);
    yield* validateLifecycle(container.lifecycle, `${here}.lifecycle`, around.grace);
    yield* validateProbes(container, here);
    yield* validateRestartPolicy(container, here);
  }
  yield* validateHostPorts(containers, path);
}

/** Source: validateContainerRestartPolicy */
function* validateRestartPolicy(container: Fields, path: string): Problems {
  const rules = rowsOf(container.restartPolicyRules);
  const policy = container.restartPolicy;
  if (policy !== undefined) yield* oneOf(`${path}.restartPolicy`, policy, policies);
  else if (rules.length > 0)
    yield required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used');
  if (rules.length > 20) yield tooLong(`${path}.restartPolicyRules`, '', 20);
  for (const [index, { action, exitCodes }] of rules.entries()) {
    const here = `${path}.restartPolicyRules[${index}]`;
    // What restarts all containers stands behind a gate that is off.
    yield* oneOf(`${here}.action`, textOf(action), ['Restart']);
    if (!isFields(exitCodes)) {
      yield required(`${here}.exitCodes`, 'must be specified');
      continue;
    }
    yield* oneOf(`${here}.exitCodes.operator`, textOf(exitCodes.operator), ['In', 'NotIn']);
    if (listOf(exitCodes.values).length > 255) yield tooLong(`${here}.exitCodes.values`, '', 255);
  }
}

/** Two containers cannot have one port of the node. Source: checkHostPortConflicts */
function* validateHostPorts(containers: readonly Fields[], path: string): Problems {
  const taken = new Set<string>();
  for (const [index, container] of containers.entries()) {
    for (const [place, port] of rowsOf(container.ports).entries()) {
      const onHost = numberOf(port.hostPort) ?? 0;
      if (onHost === 0) continue;
      const key = `${textOf(port.protocol)}/${textOf(port.hostIP)}/${onHost}`;
      if (taken.has(key)) yield duplicate(`${path}[${index}].ports[${place}].hostPort`, key);
      taken.add(key);
    }
  }
}

/** Source: validateInitContainers */
export function* validateInitContainers(
  containers: readonly Fields[],
  regular: readonly Fields[],
  around: Surroundings,
  path: string,
): Problems {
  const names = new Set(regular.map((container) => textOf(container.name)));
  for (const [index, container] of containers.entries()) {
    const here = `${path}[${index}]`;
    const sidecar = container.restartPolicy === 'Always';
    yield* validateCommon(container, around, here);
    if (!sidecar) yield* validateRestartPolicy(container, here);
    else if (listOf(container.restartPolicyRules).length > 0) {
      const why = 'restartPolicyRules are not allowed for init containers with restart policy Always';
      yield forbiddenField(`${here}.restartPolicyRules`, why);
    }
    const name = textOf(container.name);
    if (names.has(name)) yield duplicate(`${here}.name`, name);
    else if (name !== '') names.add(name);
    // Each must be unique within itself; among each other they never run at the same time.
    yield* validateHostPorts([container], path);
    if (sidecar) {
      yield* validateLifecycle(container.lifecycle, `${here}.lifecycle`, around.grace);
      yield* validateProbes(container, here);
      continue;
    }
    for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
      if (!isFields(container[field])) continue;
      yield forbiddenField(`${here}.${field}`, 'may not be set for init containers without restartPolicy=Always');
    }
  }
}
