import { parse } from 'yaml';
import type { Manifest } from '../../kubernetes/api/types.ts';
import { profilesOf } from '../../kubernetes/scheduling/configuration.ts';
import { filterRecord, scoreRecord } from '../../kubernetes/scheduling/decision-record.ts';
import { pluginFactories } from '../../kubernetes/scheduling/plugins/index.ts';
import { defaultSchedulerName, type Profile } from '../../kubernetes/scheduling/profile.ts';
import { capacityFor } from '../../kubernetes/scheduling/what-if/capacity.ts';
import { smallestFixes } from '../../kubernetes/scheduling/what-if/fixes.ts';
import { changed, decidedIn, type Situation } from '../../kubernetes/scheduling/what-if/situation.ts';
import { winningChanges } from '../../kubernetes/scheduling/what-if/winning.ts';
import type { Answers, Question } from './question.ts';

/** The profile that decides for this Pod, with the configuration that the scenario has, if any. */
export function profileFor({ pod }: Situation, scenario: string): Profile {
  const name = pod.spec.schedulerName ?? defaultSchedulerName;
  const profile = profilesOf(configurationIn(scenario), pluginFactories).find(
    ({ schedulerName }) => schedulerName === name,
  );
  if (profile === undefined) throw new Error(`There is no scheduler called ${name}.`);
  return profile;
}

const kind = 'KubeSchedulerConfiguration';

function configurationIn(scenario: string): Manifest | undefined {
  if (!scenario.includes(kind)) return undefined;
  const found: { readonly spec?: { readonly cluster?: { readonly objects?: readonly Manifest[] } } } = parse(scenario);
  return found.spec?.cluster?.objects?.find((object) => object.kind === kind);
}

/** The parts of an answer, each as soon as it is known. */
export function* answer(
  question: Question,
  situation: Situation,
  profile: Profile,
): Generator<Answers[Question['type']]> {
  switch (question.type) {
    case 'fixes': {
      const { node } = question;
      yield* smallestFixes(
        situation,
        profile,
        decidedIn(situation, profile),
        node === undefined ? {} : { node, most: 4 },
      );
      return;
    }
    case 'winning':
      yield* winningChanges(situation, profile, question.node);
      return;
    case 'capacity':
      yield capacityFor(situation, profile, mostCopies(situation));
      return;
    case 'decide': {
      const after = changed(situation, question.changes);
      const decision = decidedIn(after, profile);
      yield { filter: filterRecord(decision, after.snapshot), score: scoreRecord(decision), message: decision.message };
    }
  }
}

/** In a large cluster nobody counts further than this: each copy is a decision over all nodes. */
const mostCopies = ({ snapshot }: Situation): number => Math.max(1000, Math.floor(4e6 / (snapshot.nodes.length + 1)));
