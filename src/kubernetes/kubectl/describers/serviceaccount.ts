import { rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

const title = 'Image pull secrets:';

/** Source: v1.35 kubectl pkg/describe/describe.go describeServiceAccount */
export const describeServiceAccount: Describer = function* (account, context) {
  const out = new Description();
  const secrets = rowsOf(account.imagePullSecrets).map(({ name }) => textOf(name));
  writeHead(out, account);
  if (secrets.length === 0) out.line(0, title, '<none>');
  for (const [place, name] of secrets.entries()) out.line(0, place === 0 ? title : ' '.repeat(title.length), name);
  yield* writeEvents(out, account, context);
  return out.toString();
};
