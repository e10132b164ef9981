import type { Command } from '../context.ts';
import { apiResources } from './api-resources.ts';
import { apiVersions } from './api-versions.ts';
import { apply } from './apply.ts';
import { attach } from './attach.ts';
import { auth } from './auth.ts';
import { autoscale } from './autoscale.ts';
import { certificate } from './certificate.ts';
import { clusterInfo } from './cluster-info.ts';
import { config } from './config.ts';
import { copy } from './copy.ts';
import { create } from './create.ts';
import { debug } from './debug/index.ts';
import { deleteCommand } from './delete.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { cordon, uncordon } from './drain/cordon.ts';
import { drain } from './drain/index.ts';
import { edit } from './edit.ts';
import { events } from './events.ts';
import { exec } from './exec.ts';
import { expose } from './expose.ts';
import { get } from './get.ts';
import { helpFor } from './help/index.ts';
import { completion, options, plugin } from './help/small-answers.ts';
import { annotate, label } from './label.ts';
import { logs } from './logs.ts';
import { patch } from './patch.ts';
import { portForward } from './port-forward.ts';
import { replace } from './replace.ts';
import { rollout } from './rollout/index.ts';
import { run } from './run.ts';
import { scale } from './scale.ts';
import { set } from './set/index.ts';
import { taint } from './taint.ts';
import { top } from './top.ts';
import { version } from './version.ts';
import { wait } from './wait.ts';

/**
 * All commands of kubectl. What `explain` reads is as large as all the rest, so a browser puts something else in its
 * place until somebody asks for it. `help` speaks of all the others.
 */
export function commandsWith(explain: Command): readonly Command[] {
  const commands: Command[] = [
    create,
    apply,
    get,
    deleteCommand,
    describe,
    diff,
    events,
    exec,
    debug,
    portForward,
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
    certificate,
    clusterInfo,
    config,
    top,
    version,
    edit,
    options,
    completion,
    plugin,
    attach,
    copy,
  ];
  commands.push(helpFor(() => commands));
  return commands;
}
