import { stringify } from 'yaml';
import { shortLabel, speaker } from '../../story/describe-message.ts';
import { objectDocumentation } from '../../story/object-documentation.ts';
import { requestBehind } from '../../story/requests.ts';
import { clock, plural } from '../../story/words.ts';
import { changesBetween } from '../../trace/object-diff.ts';
import type { Write } from '../../trace/trace.ts';
import { Changes } from './changes.tsx';
import styles from './inspector.module.css';
import type { InspectorProps } from './inspector-props.ts';

/** An object as it is stored at the cursor: what changed last, who changed it before, what of it is not simulated. */
export function ObjectInspector({
  story,
  frame,
  objectKey,
  onSelect,
  onFollow,
}: InspectorProps & { readonly objectKey: string }) {
  const history = (story.index.histories.get(objectKey) ?? []).filter(({ at }) => at <= frame.at);
  const last = history.at(-1);
  const [resource = '', namespace = '', name = ''] = objectKey.split('/');
  const notes = story.index.trace.notModelled.filter(({ about }) => about === objectKey);
  return (
    <>
      <section className={styles.head}>
        <h2>
          {resource}/{name}
          {last && <span className={styles.code}>revision {last.revision}</span>}
        </h2>
        <p>
          {namespace === '' ? '' : `namespace ${namespace}, `}
          {last === undefined
            ? `not there yet at ${clock(frame.at)} s`
            : last.operation === 'delete'
              ? `deleted at ${clock(last.at)} s`
              : `as stored at ${clock(frame.at)} s`}
        </p>
        <button type="button" className={styles.link} onClick={() => onFollow(objectKey)}>
          stop following it
        </button>
      </section>
      {notes.length > 0 && (
        <section className={styles.part}>
          <h3>Not modelled</h3>
          {notes.map(({ path, says }) => (
            <p key={`${path}${says}`} className={styles.small}>
              {path !== undefined && <code>{path}</code>} {says}
            </p>
          ))}
        </section>
      )}
      {last && <LastChange history={history} last={last} />}
      <Revisions story={story} history={history} onSelect={onSelect} />
      {last && last.operation !== 'delete' && (
        <section className={styles.part}>
          <h3>Object</h3>
          <pre>{stringify(last.object, { aliasDuplicateObjects: false })}</pre>
        </section>
      )}
      <section className={styles.part}>
        <a href={objectDocumentation(resource)} target="_blank" rel="noreferrer">
          In the Kubernetes documentation
        </a>
      </section>
    </>
  );
}

function LastChange({ history, last }: { readonly history: readonly Write[]; readonly last: Write }) {
  const before = history.at(-2);
  if (before === undefined || last.operation === 'delete') return null;
  return (
    <section className={styles.part}>
      <h3>
        What changed last <span>{`${before.revision} to ${last.revision}`}</span>
      </h3>
      <Changes changes={changesBetween(before.object, last.object)} />
    </section>
  );
}

/** Each revision with the request that made it, the newest first. */
function Revisions({
  story,
  history,
  onSelect,
}: Pick<InspectorProps, 'story' | 'onSelect'> & { readonly history: readonly Write[] }) {
  return (
    <section className={styles.part}>
      <h3>
        Who wrote it <span>{plural(history.length, 'revision')}</span>
      </h3>
      <ol className={styles.decided}>
        {history.toReversed().map(({ id, at, revision, cause }) => {
          const request = requestBehind(story.index, cause);
          return (
            <li key={id}>
              <button type="button" disabled={!request} onClick={() => request && onSelect(request.id)}>
                <time>{clock(at)}</time>
                <span>
                  <b>{revision}</b>{' '}
                  {request
                    ? `${shortLabel(story.index, request)}, ${speaker(request.from)}`
                    : 'there before the run began'}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
