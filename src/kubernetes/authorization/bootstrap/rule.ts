import type { PolicyRule } from '../policy-rule.ts';

const words = (text: string): readonly string[] => text.split(' ');

/** Sets of verbs by the names under which the policy knows them. */
const verbSets: Readonly<Record<string, string>> = {
  read: 'get list watch',
  write: 'create delete deletecollection patch update',
  all: 'create delete deletecollection get list patch update watch',
};

/**
 * A rule in one line: who may do which verbs with which resources of which API groups. The core group is `core`.
 * @param names of single objects, where the rule is about them only
 */
export const rule = (verbs: string, groups: string, resources: string, names?: string): PolicyRule => ({
  verbs: words(verbSets[verbs] ?? verbs),
  apiGroups: words(groups).map((group) => (group === 'core' ? '' : group)),
  ...(names === undefined ? {} : { resourceNames: words(names) }),
  resources: words(resources),
});

/** A rule about paths that are no resources. */
export const paths = (urls: string): PolicyRule => ({ nonResourceURLs: words(urls), verbs: ['get'] });

/** Whoever has something to say may write events. */
export const events = rule('create patch update', 'core events.k8s.io', 'events');
