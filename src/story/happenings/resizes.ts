import type { Millis } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';
import { duration } from '../words.ts';
import { type Happening, type Telling, within } from './happening.ts';

/** A running Pod that asks for other resources: what its node makes of it, and when its containers have them. */
export const tellResizes: Telling = ({ index }, stretch) =>
  index.decisions
    .filter(({ kind, at }) => kind === 'resize' && within(stretch, at))
    .map(({ at, about, says, refused }): Happening => {
      const name = about.slice(about.lastIndexOf('/') + 1);
      if (refused === true)
        return {
          at,
          says: `The kubelet cannot give ${name} what it asks for: “${says}”. Its containers go on with what they have.`,
        };
      const done = completedAt(index, name, at);
      const when = done === undefined ? '' : `, and had given it to the containers ${duration(done - at)} later`;
      return { at, says: `The kubelet set aside for ${name} what it asks for now${when}.` };
    });

/** When the kubelet said that the containers have what was set aside. */
const completedAt = ({ trace }: TraceIndex, name: string, after: Millis): Millis | undefined =>
  trace.writes.find(({ at, key, object }) => {
    const { reason, involvedObject } = (object ?? {}) as { reason?: string; involvedObject?: { name?: string } };
    return at > after && key.startsWith('events/') && reason === 'ResizeCompleted' && involvedObject?.name === name;
  })?.at;
