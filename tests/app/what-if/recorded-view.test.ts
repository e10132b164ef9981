import { describe, expect, it } from 'vitest';
import { recordedView } from '../../../src/app/what-if/recorded-view.ts';
import { situationOf } from '../../../src/app/what-if/situation-of.ts';
import { filterRecord, scoreRecord } from '../../../src/kubernetes/scheduling/decision-record.ts';
import { defaultSchedulerName } from '../../../src/kubernetes/scheduling/profile.ts';
import { decidedIn } from '../../../src/kubernetes/scheduling/what-if/situation.ts';
import { catalog } from '../../../src/scenario/catalog/index.ts';
import { readScenario } from '../../../src/scenario/read-scenario.ts';
import { allRules } from '../../../src/simulation/rules/all.ts';
import { runScenario } from '../../../src/simulation/run-scenario.ts';
import { placementOf } from '../../../src/story/placement/placement.ts';
import { tell } from '../../../src/story/tell.ts';
import { busyScenarios } from './scenarios.ts';

const texts = [...catalog.map(({ name, text }) => [name, text] as const), ...busyScenarios];

describe('a decision that is made again in the situation in which it was made', () => {
  for (const [name, text] of texts)
    it(`comes out as recorded, attempt by attempt: ${name}`, () => {
      const read = readScenario(text, `${name}.yaml`);
      if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
      const { scenario } = read;
      const profiles = allRules.scheduler.profiles(
        scenario.cluster.objects.find(({ kind }) => kind === 'KubeSchedulerConfiguration'),
      );
      const story = tell(runScenario(scenario, { rules: allRules }));
      const looks = story.index.decisions.filter(({ kind, who }) => kind === 'filter' && who === 'kube-scheduler');
      for (const look of looks) {
        const view = recordedView(story.index, look);
        if (view === undefined) throw new Error(`${look.about} is not to be found at ${look.at}`);
        const situation = situationOf(structuredClone(view));
        const wanted = view.pod.spec.schedulerName ?? defaultSchedulerName;
        const profile = profiles.find(({ schedulerName }) => schedulerName === wanted);
        if (profile === undefined) throw new Error(`nobody is called ${wanted}`);
        const again = decidedIn(situation, profile);
        const { attempt: _, ...recorded } = look.data ?? {};
        expect(filterRecord(again, situation.snapshot)).toEqual(recorded);
        const placement = placementOf(story, look);
        const { chosen } = placement;
        expect(again.message).toBe(placement.message);
        expect(scoreRecord(again)?.chosen).toBe(chosen);
        const scored = story.index.decisions.find(
          ({ kind, about, id }) => kind === 'score' && about === look.about && id > look.id,
        );
        if (chosen !== undefined) expect(scoreRecord(again)).toEqual(scored?.data);
      }
    });
});
