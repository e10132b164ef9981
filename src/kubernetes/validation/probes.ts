import { forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isPortName, isPortNumber, isQualifiedName } from '../api/names.ts';
import { invalids, notNegative, type Problems } from './problems.ts';

/** A port by number or by name. Source: v1.35 pkg/apis/core/validation/validation.go ValidatePortNumOrName */
export function* validatePort(port: unknown, path: string): Problems {
  if (typeof port === 'string') yield* invalids(path, port, isPortName(port));
  else yield* invalids(path, numberOf(port) ?? 0, isPortNumber(numberOf(port) ?? 0));
}

/** Source: validateHandler */
function* validateHandler(handler: Fields, path: string, grace: number | undefined): Problems {
  let count = 0;
  for (const kind of ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']) {
    if (!isFields(handler[kind])) continue;
    const here = `${path}.${kind}`;
    if (count > 0) yield forbiddenField(here, 'may not specify more than 1 handler type');
    else yield* validateAction(kind, fieldsOf(handler[kind]), here, grace);
    count++;
  }
  if (count === 0) yield required(path, 'must specify a handler type');
}

function* validateAction(kind: string, action: Fields, path: string, grace: number | undefined): Problems {
  switch (kind) {
    case 'exec':
      if (listOf(action.command).length === 0) yield required(`${path}.command`);
      return;
    case 'httpGet':
      if (textOf(action.path) === '') yield required(`${path}.path`);
      yield* validatePort(action.port, `${path}.port`);
      if (!['HTTP', 'HTTPS'].includes(textOf(action.scheme))) {
        yield notSupported(`${path}.scheme`, textOf(action.scheme), ['HTTP', 'HTTPS']);
      }
      for (const header of rowsOf(action.httpHeaders)) {
        if (!/^[-A-Za-z0-9]+$/.test(textOf(header.name))) {
          const why =
            "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";
          yield invalidValue(`${path}.httpHeaders`, textOf(header.name), why);
        }
      }
      return;
    case 'tcpSocket':
      yield* validatePort(action.port, `${path}.port`);
      return;
    case 'grpc':
      yield* validatePort(numberOf(action.port) ?? 0, `${path}.port`);
      return;
    case 'sleep': {
      const [seconds, most] = [numberOf(action.seconds) ?? 0, grace ?? 30];
      if (seconds < 0 || seconds > most) {
        yield invalidValue(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${most})`);
      }
    }
  }
}

/** Source: validateProbe */
function* validateProbe(probe: Fields, path: string): Problems {
  yield* validateHandler(probe, path, undefined);
  for (const field of [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ]) {
    yield* notNegative(`${path}.${field}`, probe[field]);
  }
  const grace = numberOf(probe.terminationGracePeriodSeconds);
  if (grace !== undefined && grace <= 0) {
    yield invalidValue(`${path}.terminationGracePeriodSeconds`, grace, 'must be greater than 0');
  }
}

/** Liveness and startup probes succeed at the first success. Source: validateLivenessProbe, validateStartupProbe */
export function* validateProbes(container: Fields, path: string): Problems {
  const once = function* (name: string): Problems {
    if (!isFields(container[name])) return;
    yield* validateProbe(container[name], `${path}.${name}`);
    const threshold = numberOf(container[name].successThreshold) ?? 1;
    if (threshold !== 1) yield invalidValue(`${path}.${name}.successThreshold`, threshold, 'must be 1');
  };
  yield* once('livenessProbe');
  if (isFields(container.readinessProbe)) {
    yield* validateProbe(container.readinessProbe, `${path}.readinessProbe`);
    const grace = numberOf(container.readinessProbe.terminationGracePeriodSeconds);
    if (grace !== undefined) {
      const field = `${path}.readinessProbe.terminationGracePeriodSeconds`;
      yield invalidValue(field, grace, 'must not be set for readinessProbes');
    }
  }
  yield* once('startupProbe');
}

/** Source: validateLifecycle */
export function* validateLifecycle(lifecycle: unknown, path: string, grace: number): Problems {
  const hooks = fieldsOf(lifecycle);
  for (const hook of ['postStart', 'preStop']) {
    if (isFields(hooks[hook])) yield* validateHandler(hooks[hook], `${path}.${hook}`, grace);
  }
}

/** A condition that a Pod waits for. Source: validateReadinessGates */
export function* validateReadinessGates(gates: unknown, path: string): Problems {
  for (const [index, gate] of rowsOf(gates).entries()) {
    const type = textOf(gate.conditionType);
    yield* invalids(`${path}[${index}].conditionType`, type, isQualifiedName(type));
  }
}
