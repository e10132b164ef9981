import type { HorizontalPodAutoscaler } from '../../api/types.ts';

type Metric = NonNullable<NonNullable<HorizontalPodAutoscaler['spec']>['metrics']>[number];

/** Why a metric cannot be had, in the words of its kind. */
export interface Unavailable {
  /** In `failed to get … metric value`. */
  readonly what: string;
  readonly reason: string;
  readonly message: string;
}

const noResources =
  'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
const noCustom =
  'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';
const noExternal =
  'unable to fetch metrics from external metrics API: no external metrics API (external.metrics.k8s.io) registered';

/**
 * What a cluster says without metrics-server and without adapters for other metrics.
 * Source: v1.35 pkg/controller/podautoscaler/horizontal.go computeStatusFor…Metric, metrics/client.go
 */
export function unavailable(metric: Metric, namespace: string): Unavailable {
  switch (metric.type) {
    case 'ContainerResource': {
      const { name, target } = metric.containerResource ?? {};
      const message = `failed to get ${name} ${usage(target)}: unable to get metrics for resource ${name}: ${noResources}`;
      return { what: `${name} container`, reason: 'FailedGetContainerResourceMetric', message };
    }
    case 'Pods': {
      const message = `unable to get metric ${metric.pods?.metric.name}: ${noCustom}`;
      return { what: 'pods', reason: 'FailedGetPodsMetric', message };
    }
    case 'Object': {
      const { describedObject, metric: asked } = metric.object ?? {};
      const message = `unable to get metric ${asked?.name}: ${describedObject?.kind} on ${namespace} ${describedObject?.name}/${noCustom}`;
      return { what: 'object', reason: 'FailedGetObjectMetric', message };
    }
    case 'External': {
      const message = `unable to get external metric ${metric.external?.metric.name}: ${noExternal}`;
      return { what: 'external', reason: 'FailedGetExternalMetric', message };
    }
    default: {
      const { name, target } = metric.resource ?? {};
      const message = `failed to get ${name} ${usage(target)}: unable to get metrics for resource ${name}: ${noResources}`;
      return { what: `${name} resource`, reason: 'FailedGetResourceMetric', message };
    }
  }
}

const usage = (target: { readonly averageValue?: string } | undefined): string =>
  target?.averageValue === undefined ? 'utilization' : 'usage';
