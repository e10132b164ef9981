import { type Fields, fieldsOf } from '../api/fields.ts';
import { canonicalToMilli } from '../api/quantity.ts';
import { each, fill, fillZero, within } from './fill.ts';

/**
 * A container of any list of a pod.
 * Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_Container, SetDefaults_Probe, SetDefaults_ResourceList
 */
export function defaultContainer(container: Fields): Fields {
  let done = fillZero(container, {
    imagePullPolicy: pullPolicy(String(container.image ?? '')),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  done = fill(done, { resources: {} });
  done = within(done, 'resources', (resources) => defaultResources(fieldsOf(resources)));
  done = each(done, 'ports', (port) => fillZero(port, { protocol: 'TCP' }));
  done = each(done, 'env', (variable) => within(variable, 'valueFrom', (source) => defaultSelectors(fieldsOf(source))));
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    done = within(done, probe, (value) => defaultProbe(fieldsOf(value)));
  }
  return within(done, 'lifecycle', (lifecycle) => {
    const hooks = within(fieldsOf(lifecycle), 'postStart', (hook) => defaultHandler(fieldsOf(hook)));
    return within(hooks, 'preStop', (hook) => defaultHandler(fieldsOf(hook)));
  });
}

/** Requests and limits: finer than a thousandth is rounded up. */
export function defaultResources(resources: Fields): Fields {
  const round = (list: unknown) =>
    Object.keys(fieldsOf(list)).reduce(
      (rounded, name) =>
        within(rounded, name, (amount) =>
          typeof amount === 'string' || typeof amount === 'number' ? canonicalToMilli(amount) : amount,
        ),
      fieldsOf(list),
    );
  return within(within(resources, 'limits', round), 'requests', round);
}

const defaultFieldRef = (ref: unknown): Fields => fillZero(fieldsOf(ref), { apiVersion: 'v1' });

/** A divisor that is not given is written as the zero it is. Source: v1.35 apimachinery pkg/api/resource/quantity.go MarshalJSON */
const defaultResourceRef = (ref: unknown): Fields => fillZero(fieldsOf(ref), { divisor: '0' });

/** What reads fields and amounts of the Pod itself, in variables and in volumes. */
export const defaultSelectors = (source: Fields): Fields =>
  within(within(source, 'fieldRef', defaultFieldRef), 'resourceFieldRef', defaultResourceRef);

function defaultProbe(probe: Fields): Fields {
  return defaultHandler(
    fillZero(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  );
}

function defaultHandler(handler: Fields): Fields {
  const http = within(handler, 'httpGet', (get) => fillZero(fieldsOf(get), { path: '/', scheme: 'HTTP' }));
  return within(http, 'grpc', (grpc) => fill(fieldsOf(grpc), { service: '' }));
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const host =
  '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::\\d+)?';
const reference = new RegExp(
  `^(?:${host}/)?${component}(?:/${component})*(?::([\\w][\\w.-]{0,127}))?(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`,
);

/**
 * `Always` for the tag `latest` and for no tag at all; a digest, or a text that is no image name, has no tag to move.
 * Source: v1.35 pkg/util/parsers/parsers.go ParseImageName
 */
export function pullPolicy(image: string): 'Always' | 'IfNotPresent' {
  const found = reference.exec(image);
  if (found === null) return 'IfNotPresent';
  const [, tag, digest] = found;
  return tag === 'latest' || (tag === undefined && digest === undefined) ? 'Always' : 'IfNotPresent';
}
