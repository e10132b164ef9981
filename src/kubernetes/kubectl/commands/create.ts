import type { Calls } from '../../api/calls.ts';
import { askForSchema, type Command } from '../context.ts';
import { isOn } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { readManifests } from '../manifests.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { createByName } from './create-by-name.ts';
import { post } from './post.ts';

/** Source: v1.35 kubectl pkg/cmd/create/create.go RunCreate */
export const create: Command = {
  name: 'create',
  flags: {
    filename: 'list',
    output: 'value',
    'dry-run': 'optional',
    validate: 'optional',
    'save-config': 'switch',
    'field-manager': 'value',
    recursive: 'switch',
    selector: 'value',
    image: 'list',
    replicas: 'value',
    port: 'value',
    'from-literal': 'list',
    'from-file': 'list',
    'from-env-file': 'list',
    type: 'value',
    value: 'value',
    'global-default': 'optional',
    description: 'value',
    'preemption-policy': 'value',
    hard: 'value',
    scopes: 'value',
    schedule: 'value',
    from: 'value',
    restart: 'value',
    tcp: 'list',
    clusterip: 'value',
    'node-port': 'value',
    'external-name': 'value',
    verb: 'list',
    resource: 'list',
    'resource-name': 'list',
    role: 'value',
    clusterrole: 'value',
    serviceaccount: 'list',
    group: 'list',
    user: 'list',
    'min-available': 'value',
    'max-unavailable': 'value',
    cert: 'value',
    key: 'value',
    'docker-server': 'value',
    'docker-username': 'value',
    'docker-password': 'value',
    'docker-email': 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    if (!args.flags.has('filename')) return yield* createByName(args, context);
    const report = new Report();
    let asked = false;
    const manifests = readManifests(args, context);
    for (const read of manifests) {
      if (
        !asked &&
        !('error' in read && !/error validating|unable to decode|resource mapping/.test(messageOf(read.error)))
      ) {
        const answer = yield* askForSchema();
        asked = true;
        if (answer.code === 0) {
          report.fail(errorOf(answer));
          break;
        }
      }
      if ('error' in read) {
        report.fail(read.error);
        continue;
      }
      const manifest = isOn(args, 'save-config') ? withLastApplied(read.manifest) : read.manifest;
      yield* post(report, args, context, read.resource, read.namespace, manifest, read.source);
    }
    if (manifests.length === 0) report.fail(plain('no objects passed to create'));
    return report.outcome();
  },
};

const messageOf = (error: { readonly kind: string; readonly message?: string }) => error.message ?? '';

export const missingFiles = () => plain('must specify one of -f and -k');
