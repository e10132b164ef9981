import type { EndpointSlice, Service } from '../../kubernetes/api/types.ts';
import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import { frameAt } from '../../trace/frame.ts';
import { tellProbes } from '../happenings/probes.ts';
import { podsAt } from '../run-facts.ts';
import { capital, countWord } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateConnect: Narrator = (story, stop) => {
  const { index, facts } = story;
  if (stop.kind === 'absent') {
    const [pod] = facts.pods;
    const pods = podsAt(facts, stop.at);
    if (pods.length === 0) return 'No Service selects a Pod of this run, and none of them is left.';
    const runs = pods.some((each) => printedStatus(each).status === 'Running');
    const address =
      pod?.ip === undefined || !runs || facts.pods.length > 1
        ? ''
        : ` The Pod can be reached by its own address, ${pod.ip}, which came with its sandbox.`;
    return `No Service selects ${facts.pods.length > 1 ? 'these Pods' : 'this Pod'}, so no controller writes endpoints and kube-proxy has nothing to do.${address}`;
  }
  const frame = frameAt(index, stop.at);
  const slice = (frame.list('endpointslices') as readonly EndpointSlice[]).find(
    ({ endpoints, metadata }) => metadata.name !== 'kubernetes' && (endpoints ?? []).length > 0,
  );
  const ready = (slice?.endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).length;
  const name = slice?.metadata.labels?.['kubernetes.io/service-name'];
  const service = (frame.list('services') as readonly Service[]).find(({ metadata }) => metadata.name === name);
  const proxies = new Set(
    stop.messages.filter(({ message }) => message.body.type === 'rules-written').map(({ message }) => message.from),
  ).size;
  const wrote = proxies > 1 ? `${capital(countWord(proxies))} kube-proxies wrote rules` : 'kube-proxy wrote rules';
  const where = service?.spec?.clusterIP ? ` for ${service.spec.clusterIP}` : '';
  const probed = tellProbes(story, { from: stop.from, to: stop.at }).filter(({ says }) => says.includes('readiness'));
  const first = probed.map(({ says }) => `${says} `).join('');
  return `${first}A controller listed ${ready === 1 ? 'one ready Pod' : `${countWord(ready)} ready Pods`} in an EndpointSlice${name ? ` of Service ${name}` : ''}. ${wrote}${where}; by them the kernel picks a Pod for each connection.`;
};
