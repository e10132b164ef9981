import { moment } from '../words.ts';
import { type Telling, within } from './happening.ts';

/** What a person typed, but for what the run began with. */
export const tellCommands: Telling = ({ index }, stretch) =>
  index.trace.commands
    .filter(({ at }) => within(stretch, at))
    .map(({ at, user, command }) => ({
      at,
      says: `At ${moment(at)} ${user === 'kubernetes-admin' ? 'you' : user} typed “${command}”.`,
    }));
