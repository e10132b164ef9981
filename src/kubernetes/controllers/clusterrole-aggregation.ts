import type { Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import type { ApiObject } from '../api/types.ts';
import { aggregatedRules, type GatheredRole } from '../authorization/aggregated-rules.ts';
import type { Controller } from './controller.ts';

/**
 * Keeps the rules of ClusterRoles that gather theirs from others.
 * Source: v1.35 pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go
 */
export const clusterRoleAggregationController: Controller = {
  name: 'clusterrole-aggregation-controller',
  serviceAccount: 'clusterrole-aggregation-controller',
  workers: 5,
  keysFor: {
    clusterroles: (_object, _before, view) =>
      (view.list('clusterroles') as readonly (ApiObject & GatheredRole)[])
        .filter(({ aggregationRule }) => aggregationRule !== undefined)
        .map(({ metadata }) => `/${metadata.name}`),
  },
  *reconcile(_none, name, { view }): Reconcile {
    const role = view.get('clusterroles', '', name) as (ApiObject & GatheredRole) | undefined;
    if (role?.aggregationRule === undefined) return { says: `ClusterRole ${name} gathers nothing.` };
    const rules = aggregatedRules(role, view.list('clusterroles') as readonly GatheredRole[]);
    const says = `The clusterrole-aggregation-controller gathered the rules of ClusterRole ${name}.`;
    if (sameJson(rules, role.rules ?? [])) return { says };
    const [answer] = yield {
      verb: 'patch',
      path: `/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}?fieldManager=clusterrole-aggregation-controller&force=true`,
      contentType: 'application/apply-patch+yaml',
      body: { kind: 'ClusterRole', apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name }, rules },
    };
    return answer !== undefined && answer.code < 300 ? { says } : { says, retry: true };
  },
};
