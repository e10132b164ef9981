import type { Command } from '../context.ts';
import { apiResources } from './api-resources.ts';
import { apiVersions } from './api-versions.ts';
import { auth } from './auth.ts';
import { autoscale } from './autoscale.ts';
import { clusterInfo } from './cluster-info.ts';
import { config } from './config.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { cordon, uncordon } from './drain/cordon.ts';
import { drain } from './drain/index.ts';
import { events } from './events.ts';
import { exec } from './exec.ts';
import { explain } from './explain.ts';
import { expose } from './expose.ts';
import { firstCommands } from './first.ts';
import { annotate, label } from './label.ts';
import { logs } from './logs.ts';
import { patch } from './patch.ts';
import { replace } from './replace.ts';
import { rollout } from './rollout/index.ts';
import { run } from './run.ts';
import { scale } from './scale.ts';
import { set } from './set/index.ts';
import { taint } from './taint.ts';
import { top } from './top.ts';
import { version } from './version.ts';
import { wait } from './wait.ts';

export const commands: readonly Command[] = [
  ...firstCommands,
  describe,
  diff,
  events,
  exec,
  logs,
  rollout,
  scale,
  autoscale,
  set,
  patch,
  replace,
  label,
  annotate,
  cordon,
  uncordon,
  drain,
  taint,
  run,
  expose,
  wait,
  auth,
  explain,
  apiResources,
  apiVersions,
  clusterInfo,
  config,
  top,
  version,
];
