import { type Fields, fieldsOf } from '../api/fields.ts';
import { requestedTogether } from '../api/pod-requests.ts';
import { defaultResources } from './container.ts';
import { each, fill, fillZero, within } from './fill.ts';
import { defaultPodSpec } from './pod-spec.ts';

/**
 * A Pod, which gets more than the template it may have come from.
 * Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_Pod
 */
export function defaultPod(pod: Fields): Fields {
  return within(fill(pod, { spec: {} }), 'spec', (value) => {
    const spec = fieldsOf(value);
    if (complete.has(spec)) return spec;
    let done = fill(defaultPodSpec(spec), { enableServiceLinks: true });
    for (const list of ['containers', 'initContainers']) {
      done = each(done, list, requestWhatIsLimited);
      if (spec.hostNetwork === true) {
        done = each(done, list, (container) =>
          each(container, 'ports', (port) => fillZero(port, { hostPort: port.containerPort })),
        );
      }
    }
    done = within(done, 'resources', (resources) => requestAsOne(fieldsOf(resources), done));
    complete.add(done);
    return done;
  });
}

/** Specs that have been defaulted: a Pod's comes back with each patch of its status, and defaulting twice changes nothing. */
const complete = new WeakSet<Fields>();

/**
 * What is limited for the Pod as a whole is also requested: as much as the containers ask for together, or the limit.
 * Source: defaultPodRequests
 */
function requestAsOne(given: Fields, spec: Fields): Fields {
  const resources = defaultResources(given);
  const limits = fieldsOf(resources.limits);
  if (Object.keys(limits).length === 0) return resources;
  const together = Object.entries(requestedTogether(spec)).filter(([name]) => name === 'cpu' || name === 'memory');
  const requests = fill(fill(fieldsOf(resources.requests), Object.fromEntries(together)), limits);
  return { ...resources, requests };
}

/** A limit without a request is a request too. */
function requestWhatIsLimited(container: Fields): Fields {
  const resources = fieldsOf(container.resources);
  const limits = fieldsOf(resources.limits);
  if (Object.keys(limits).length === 0) return container;
  const requests = fill(fieldsOf(resources.requests), limits);
  return requests === resources.requests ? container : { ...container, resources: { ...resources, requests } };
}
