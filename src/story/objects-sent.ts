import { fieldsOf, isFields, textOf } from '../kubernetes/api/fields.ts';
import type { Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';

/** A person's requests that bring an object to be stored, in order. */
export const objectsSent = (index: TraceIndex): readonly Message[] =>
  index.messages.filter(
    ({ from, body }) =>
      /^kubectl(\/|$)/.test(from) &&
      body.type === 'http-request' &&
      (body.verb === 'create' || body.verb === 'update') &&
      body.subresource === undefined &&
      isFields(body.requestBody) &&
      isFields(body.requestBody['metadata']) &&
      // Reviews are questions: they are answered, not stored.
      !/^auth(entication|orization)\.k8s\.io\//.test(textOf(body.requestBody['apiVersion'])),
  );

/** Names an object that was sent: `Deployment web`. */
export function nameSent({ body }: Message): string {
  const sent = body.type === 'http-request' ? fieldsOf(body.requestBody) : {};
  const { name, generateName } = fieldsOf(sent.metadata);
  return `${textOf(sent.kind)} ${textOf(name) || `${textOf(generateName)}…`}`;
}
