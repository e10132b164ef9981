import { type Fields, fieldsOf } from '../api/fields.ts';
import { fill, fillZero, within } from './fill.ts';
import { defaultPodTemplate } from './pod-spec.ts';

/** Source: v1.35 pkg/apis/apps/v1/defaults.go SetDefaults_Deployment */
export function defaultDeployment(deployment: Fields): Fields {
  return within(fill(deployment, { spec: {} }), 'spec', (value) => {
    const spec = fill(fieldsOf(value), {
      replicas: 1,
      strategy: {},
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    return { ...spec, strategy: strategy(fieldsOf(spec.strategy)), template: defaultPodTemplate(spec.template) };
  });
}

function strategy(given: Fields): Fields {
  const typed = fillZero(given, { type: 'RollingUpdate' });
  if (typed.type !== 'RollingUpdate') return typed;
  return {
    ...typed,
    rollingUpdate: fill(fieldsOf(typed.rollingUpdate), { maxUnavailable: '25%', maxSurge: '25%' }),
  };
}
