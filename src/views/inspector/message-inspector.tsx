import { stringify } from 'yaml';
import { documentation, speaker } from '../../story/describe-message.ts';
import { explainCounts, refusalOf } from '../../story/explained-refusal.ts';
import { longSentence } from '../../story/long-sentence.ts';
import { objectsSent } from '../../story/objects-sent.ts';
import { requestOf } from '../../story/requests.ts';
import { clock, duration } from '../../story/words.ts';
import type { Message } from '../../trace/trace.ts';
import { ExplainedSentence } from '../explained/explained-sentence.tsx';
import { Decided } from './decided.tsx';
import styles from './inspector.module.css';
import type { InspectorProps } from './inspector-props.ts';
import { WhatChanged } from './what-changed.tsx';
import { Why } from './why.tsx';

/** Everything about one message: why it was sent, what was decided about it, what it changed, what it said. */
export function MessageInspector({
  story,
  message,
  onSelect,
  onFollow,
  onSeek,
  onMade,
  onMatrix,
}: InspectorProps & { readonly message: Message }) {
  const told = story.classes.get(message.id);
  const answer = story.index.answerOf.get(message.id);
  const request = message.role === 'answer' ? requestOf(story.index, message) : message;
  return (
    <>
      <section className={styles.head}>
        <h2>
          {told?.label}
          {answer?.body.type === 'http-answer' && <span className={styles.code}>{answer.body.code}</span>}
        </h2>
        <p>
          {speaker(message.from)} to {speaker(message.to)}
          {told?.step === undefined ? '' : `, step ${told.step}`}
          <br />
          sent {clock(message.sentAt)} s
          {answer ? `, answered ${clock(answer.receivedAt)} s (${duration(answer.receivedAt - message.sentAt)})` : ''}
        </p>
        <p>{longSentence(story.index, message)}</p>
        <button type="button" className={styles.link} onClick={() => onSeek(message.receivedAt)}>
          Go to {clock(message.receivedAt)} s, when it arrived
        </button>
        {request && objectsSent(story.index).includes(request) && (
          <>
            <br />
            <button type="button" className={styles.link} onClick={() => onMade(request.id)}>
              What the API server made of it
            </button>
          </>
        )}
      </section>
      {request && <Refusal story={story} request={request} onMatrix={onMatrix} />}
      <Why story={story} id={message.id} onSelect={onSelect} />
      {request && <Decided story={story} request={request} onSelect={onSelect} />}
      {request && <WhatChanged story={story} request={request} onFollow={onFollow} />}
      <Wire request={request} answer={message.role === 'answer' ? message : answer} />
      <Carried message={message} />
      <section className={styles.part}>
        <a href={documentation(message)} target="_blank" rel="noreferrer">
          In the Kubernetes documentation
        </a>
      </section>
    </>
  );
}

/** Why no node could take the Pod, when the message says so. */
function Refusal({
  story,
  request,
  onMatrix,
}: Pick<InspectorProps, 'story' | 'onMatrix'> & { readonly request: Message }) {
  const sentence = refusalIn(request);
  const refusal = sentence === undefined ? undefined : refusalOf(story.index, request);
  if (sentence === undefined || refusal === undefined) return null;
  return (
    <section className={styles.part}>
      <h3>What the numbers count</h3>
      <ExplainedSentence sentence={sentence} counts={explainCounts(refusal, sentence)} />
      <button type="button" className={styles.link} onClick={() => onMatrix(refusal.about, refusal.at)}>
        Open the node matrix
      </button>
    </section>
  );
}

/** The scheduler's sentence in a Pod's condition or in an Event. */
function refusalIn({ body }: Message): string | undefined {
  if (body.type !== 'http-request') return undefined;
  const sent = body.requestBody as
    | {
        readonly message?: string;
        readonly note?: string;
        readonly status?: { readonly conditions?: readonly { readonly message?: string }[] };
      }
    | undefined;
  const said = [sent?.message, sent?.note, ...(sent?.status?.conditions ?? []).map(({ message }) => message)];
  return said.find((text) => text !== undefined && /^\d+\/\d+ nodes are available/.test(text));
}

/** Request and response as they were on the wire. */
function Wire({ request, answer }: { readonly request: Message | undefined; readonly answer: Message | undefined }) {
  const asked = request?.body.type === 'http-request' ? request.body : undefined;
  const answered = answer?.body.type === 'http-answer' ? answer.body : undefined;
  if (!asked) return null;
  return (
    <section className={styles.part}>
      <h3>
        Request <span>{answered ? `Response ${answered.code} ${answered.reason ?? ''}` : 'no response yet'}</span>
      </h3>
      <pre>
        {`${asked.method} ${asked.path}\nUser-Agent: ${asked.userAgent}\nUser: ${asked.user}`}
        {asked.contentType ? `\nContent-Type: ${asked.contentType}` : ''}
        {asked.requestBody === undefined ? '' : `\n\n${JSON.stringify(asked.requestBody, null, 1)}`}
      </pre>
      {answered?.message !== undefined && <pre>{answered.message}</pre>}
      {answered?.responseBody !== undefined && (
        <details>
          <summary>Response body</summary>
          <pre>{JSON.stringify(answered.responseBody, null, 1)}</pre>
        </details>
      )}
    </section>
  );
}

/** What other protocols carry. */
function Carried({ message: { body } }: { readonly message: Message }) {
  if (body.type === 'http-request' || body.type === 'http-answer') return null;
  const object = body.type === 'watch-event' ? body.object : body;
  return (
    <section className={styles.part}>
      <h3>{body.type === 'watch-event' ? 'Object' : 'Carries'}</h3>
      <pre>{stringify(object, { aliasDuplicateObjects: false })}</pre>
    </section>
  );
}
