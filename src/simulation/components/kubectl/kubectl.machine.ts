import { assign, setup } from 'xstate';
import type { ApiAnswer } from '../../../kubernetes/api/calls.ts';
import { own } from '../../../kubernetes/api/fields.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import { type Outcome, printed } from '../../../kubernetes/kubectl/report.ts';
import { runKubectl } from '../../../kubernetes/kubectl/run-kubectl.ts';
import { splitWords } from '../../../kubernetes/kubectl/words.ts';
import type { EntryId, Millis } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { ClientScript } from '../client-script.ts';
import { identities } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';

interface KubectlInput {
  readonly port: Port;
  readonly world: World;
  readonly command: string;
  readonly user: string;
}

interface KubectlContext extends KubectlInput {
  readonly script: ClientScript<Outcome>;
  readonly typedAt: Millis;
  readonly rounds: number;
  /** Of the server, each once. */
  readonly warnings: Set<string>;
}

type KubectlEvent =
  | (ChartEvent & {
      readonly type: 'answered';
      readonly answer: ApiAnswer;
      readonly tag: unknown;
      readonly watch?: string;
    })
  | (ChartEvent & {
      readonly type: 'watch event';
      readonly event: string;
      readonly object: unknown;
      readonly watch: string;
    });

function scriptFor({ port, world, command, user }: KubectlInput): ClientScript<Outcome> {
  const files = { ...world.scenario.files };
  const split = splitWords(command);
  const words = 'words' in split ? split.words : command.split(' ');
  const { commands, printObjects, readYaml } = world.rules;
  const steps = runKubectl(words, { files, user, now: () => rfc3339(port.now()), printObjects, readYaml }, commands);
  const groups = groupsOf(world, user);
  return new ClientScript(steps, port, world, identities.kubectl(user, groups));
}

function groupsOf({ scenario }: World, user: string): readonly string[] {
  const given = own(scenario.cluster.users, user)?.groups;
  if (given !== undefined) return [...given, 'system:authenticated'];
  return user === 'kubernetes-admin' ? ['system:masters', 'system:authenticated'] : ['system:authenticated'];
}

function print(context: KubectlContext): void {
  const outcome = context.script.result ?? { stdout: '', stderr: '', code: 1 };
  context.world.streaming.delete(context.port.address);
  record(context, outcome);
}

function record(context: KubectlContext, outcome: Outcome, cause?: EntryId): void {
  const { port, world, command, user, typedAt, warnings } = context;
  world.recorder.commands.push({
    at: typedAt,
    returnedAt: port.now(),
    command: `kubectl ${command}`,
    user,
    ...withWarnings(outcome, [...warnings]),
    cause: cause ?? port.cause(),
    ...(cause === undefined ? {} : { interrupted: true as const }),
  });
}

/** Errors are kept until the end, warnings are printed as they come. */
function withWarnings(outcome: Outcome, warnings: readonly string[]): Outcome {
  if (warnings.length === 0) return outcome;
  const { stdout, stderr, code } = outcome;
  const shown = outcome.shown ?? [
    { stream: 'stdout' as const, text: stdout },
    { stream: 'stderr' as const, text: stderr },
  ];
  const text = warnings.map((warning) => `Warning: ${warning}\n`).join('');
  return printed([{ stream: 'stderr', text }, ...shown.filter((each) => each.text !== '')], code);
}

/** What follows a stream is noted as far as it came, should the run end before it does. */
function begin(context: KubectlContext): void {
  const cause = context.port.cause();
  context.world.streaming.set(context.port.address, () => {
    const outcome = context.script.interrupt();
    if (outcome !== undefined) record(context, outcome, cause);
  });
}

/** One command from the prompt to the exit code. Source: v1.35 staging/src/k8s.io/kubectl/pkg/cmd */
export const kubectlMachine = setup({
  types: { context: {} as KubectlContext, input: {} as KubectlInput, events: {} as KubectlEvent },
  delays: {
    'kubectl starts': ({ context }) => context.port.takes('kubectl starts'),
    // Mapping kinds to resources takes most of the time between the first answer and the request itself.
    'kubectl works': ({ context }) =>
      context.port.takes(context.rounds <= 1 ? 'kubectl discovers' : 'kubectl prepares'),
  },
  guards: {
    'all is done': ({ context }) => context.script.ended,
    'all answers are in': ({ context }) => context.script.answered,
  },
  actions: {
    begin: ({ context }) => begin(context),
    'take the next step': ({ context }) => context.script.step(),
    'keep the answer': ({ context, event }) => {
      if (event.type !== 'answered') return;
      for (const warning of event.answer.warnings ?? []) context.warnings.add(warning);
      context.script.take(event.tag, event.answer, event.watch);
    },
    'look at the event': ({ context, event }) => {
      if (event.type === 'watch event') context.script.see({ type: event.event, object: event.object }, event.watch);
    },
    'count the round': assign(({ context }) => ({ rounds: context.rounds + 1 })),
    print: ({ context }) => print(context),
  },
}).createMachine({
  id: 'kubectl',
  context: ({ input }) => ({
    ...input,
    script: scriptFor(input),
    typedAt: input.port.now(),
    rounds: 0,
    warnings: new Set<string>(),
  }),
  initial: 'reading files and configuration',
  states: {
    'reading files and configuration': { entry: 'begin', after: { 'kubectl starts': 'requesting' } },
    requesting: {
      entry: 'take the next step',
      after: {
        0: [
          { guard: 'all is done', target: 'done' },
          { guard: 'all answers are in', target: 'requesting', reenter: true },
          { target: 'waiting for answers' },
        ],
      },
    },
    'waiting for answers': {
      on: {
        answered: { actions: 'keep the answer', target: 'looking at the answers' },
        'watch event': { actions: 'look at the event', target: 'looking at the answers' },
      },
    },
    'looking at the answers': {
      after: {
        0: [{ guard: 'all answers are in', target: 'preparing the next request' }, { target: 'waiting for answers' }],
      },
      on: { answered: { actions: 'keep the answer' }, 'watch event': { actions: 'look at the event' } },
    },
    'preparing the next request': { entry: 'count the round', after: { 'kubectl works': 'requesting' } },
    done: { type: 'final', entry: 'print' },
  },
});
