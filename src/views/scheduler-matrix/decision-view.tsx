import { type ReactNode, useMemo, useRef, useState } from 'react';
import { explainCounts } from '../../story/explained-refusal.ts';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import { decidedPods, type Placement } from '../../story/placement/placement.ts';
import { columnsOf } from '../../story/placement/placement-columns.ts';
import type { PlacementSort } from '../../story/placement/placement-order.ts';
import { placementHead, placementSum } from '../../story/placement/placement-why.ts';
import { resourceWord } from '../../story/quantity-words.ts';
import { ExplainedSentence } from '../explained/explained-sentence.tsx';
import { CellDetails } from './cell-details.tsx';
import { CopyButton } from './copy-button.tsx';
import { Attempts, StepThrough } from './decision-bar.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import type { SchedulerMatrixProps, Selection } from './matrix-props.ts';
import { NodeList } from './node-list.tsx';
import { OpenMatrix } from './open-matrix.tsx';
import { PodChooser } from './pod-chooser.tsx';
import { ReadingColumns } from './reading-columns.tsx';
import styles from './scheduler-matrix.module.css';
import { Sieve } from './sieve.tsx';
import { type KeptFocus, useKeptFocus } from './use-kept-focus.ts';

interface DecisionViewProps extends SchedulerMatrixProps {
  readonly placement: Placement;
  readonly names: NodeNames;
  readonly hidden: boolean;
  readonly onHide: (hidden: boolean) => void;
  readonly kept: KeptFocus;
}

/** Up to this many nodes each has a row of its own. */
const mostRows = 12;

/** One decision: how it ended, the matrix or the sieve, the selected cell, and how to read it. */
export function DecisionView(props: DecisionViewProps) {
  const { story, frame, placement, names, hidden, onHide, onSeek, onFollow, showLine, fixes, aboutNode, tools } = props;
  const columns = useMemo(() => columnsOf(placement), [placement]);
  const nodes = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState(columns.length);
  const [selection, setSelection] = useState<Selection>();
  const [sort, setSort] = useState<PlacementSort>(placement.scored.length > 0 ? 'total' : 'missing');
  const resources = Object.keys(placement.rows[0]?.figures ?? {});
  const [resource, setResource] = useState(() => scarcest(placement) ?? resources[0]);
  const sentence = placement.message;
  const end = step >= columns.length;
  const shared = { placement, columns, names, step, selection, onSelect: setSelection };
  const unmodelled = story.index.trace.notModelled
    .filter(({ about }) => about === placement.about)
    .map(({ says }) => says);
  return (
    <div className={styles.matrix}>
      <header className={styles.head}>
        <h2>
          <span data-later={!end}>{names.in(placementHead(placement))}</span>
          {!end && <span>Which node?</span>}
        </h2>
        <p>{names.in(placementSum(placement))}</p>
      </header>
      <div className={styles.bar} {...useKeptFocus(props.kept)}>
        <PodChooser pods={decidedPods(story, frame.at)} about={placement.about} onFollow={onFollow} />
        <Attempts placement={placement} onSeek={onSeek} />
        <StepThrough columns={columns} step={step} onStep={setStep} />
        {placement.rows.length > mostRows && resources.length > 1 && (
          <label>
            free{' '}
            <select value={resource} onChange={(event) => setResource(event.currentTarget.value)}>
              {resources.map((each) => (
                <option key={each} value={each}>
                  {resourceWord(each)}
                </option>
              ))}
            </select>
          </label>
        )}
        <CopyButton {...{ placement, names, sentence, sort, resource }} />
        <button type="button" className={styles.link} aria-pressed={hidden} onClick={() => onHide(!hidden)}>
          {hidden ? 'Show names' : 'Hide names'}
        </button>
      </div>
      {sentence !== undefined && (
        <div className={styles.wrongAndRight}>
          <Refused {...{ story, placement, sentence, names }} open={<OpenMatrix holder={nodes} />} />
          <section className={styles.fixes}>{fixes?.(placement, names)}</section>
        </div>
      )}
      <div ref={nodes}>
        {placement.rows.length <= mostRows ? (
          <MatrixGrid {...shared} onStep={setStep} />
        ) : (
          <>
            <Sieve {...shared} resource={resource ?? ''} onStep={setStep} />
            <NodeList {...shared} resource={resource} sort={sort} onSort={setSort} />
          </>
        )}
      </div>
      <CellDetails {...{ placement, columns, names, selection, showLine, frame }} />
      {selection !== undefined && aboutNode !== undefined && (
        <div className={styles.aboutNode}>{aboutNode(placement, names, selection.node)}</div>
      )}
      {tools?.(placement, names)}
      <ReadingColumns {...{ placement, names, unmodelled, end }} />
    </div>
  );
}

/** The resource of which the most nodes are short. */
function scarcest({ rows }: Placement): string | undefined {
  const counts = new Map<string, number>();
  for (const { refused, figures } of rows) {
    const { shortages = [] } = (refused?.compared ?? {}) as {
      readonly shortages?: readonly { readonly resource: string }[];
    };
    for (const { resource } of shortages)
      if (figures[resource] !== undefined) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

interface RefusedProps extends Pick<DecisionViewProps, 'story' | 'placement' | 'names'> {
  readonly sentence: string;
  readonly open: ReactNode;
}

/** Kubernetes' sentence with what each of its numbers counts. */
function Refused({ story, placement, sentence, names, open }: RefusedProps) {
  const decision = story.index.decisions.find(({ id }) => id === placement.id);
  const counts = useMemo(() => (decision === undefined ? [] : explainCounts(decision, sentence)), [decision, sentence]);
  return (
    <div className={styles.sentence}>
      <p className={styles.quiet}>
        FailedScheduling, from default-scheduler, on Pod {placement.pod}. The words are Kubernetes’ own; each number
        opens below. {open}
      </p>
      <ExplainedSentence
        large
        sentence={sentence}
        counts={counts.map((count) => ({
          ...count,
          means: names.in(count.means),
          shortages: (count.shortages ?? []).map((each) => ({ ...each, node: names(each.node) })),
        }))}
      />
    </div>
  );
}
