import type { Manifest } from '../../kubernetes/api/types.ts';
import { BadConfiguration, profilesOf } from '../../kubernetes/scheduling/configuration.ts';
import { pluginFactories } from '../../kubernetes/scheduling/plugins/index.ts';
import type { Profile } from '../../kubernetes/scheduling/profile.ts';
import { CannotRun } from '../cannot-run.ts';

/**
 * The profiles that kube-scheduler starts with.
 *
 * @throws CannotRun where the configuration is wrong: kube-scheduler would not start
 */
export function schedulerProfiles(configuration: Manifest | undefined): readonly Profile[] {
  try {
    return profilesOf(configuration, pluginFactories);
  } catch (problem) {
    if (!(problem instanceof BadConfiguration)) throw problem;
    throw new CannotRun(`KubeSchedulerConfiguration: ${problem.message}`, 'correct the configuration, or leave it out');
  }
}
