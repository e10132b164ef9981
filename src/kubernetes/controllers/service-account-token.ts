import { base64 } from '../api/base64.ts';
import type { Reconcile } from '../api/calls.ts';
import { own } from '../api/fields.ts';
import type { ApiObject, Secret } from '../api/types.ts';
import { clusterCertificate, webToken } from '../authorization/credentials-shown.ts';
import type { Controller } from './controller.ts';

const type = 'kubernetes.io/service-account-token';
const nameKey = 'kubernetes.io/service-account.name';
const uidKey = 'kubernetes.io/service-account.uid';

const accountOf = (secret: Secret): string | undefined =>
  secret.type === type ? own(secret.metadata.annotations, nameKey) : undefined;

/**
 * Fills the Secrets that somebody made to hold a token of a service account, and deletes those whose account is gone.
 * Source: v1.35 pkg/controller/serviceaccount/tokens_controller.go
 */
export const serviceAccountTokenController: Controller = {
  name: 'serviceaccount-token-controller',
  // It makes the identities of the others, and acts as the process itself.
  serviceAccount: '',
  workers: 5,
  keysFor: {
    secrets: (object, _before, _view, gone) =>
      gone || accountOf(object as Secret) === undefined ? [] : [`${object.metadata.namespace}/${object.metadata.name}`],
    serviceaccounts: ({ metadata }, _before, view, gone) =>
      gone
        ? (view.list('secrets', metadata.namespace) as readonly Secret[])
            .filter((secret) => accountOf(secret) === metadata.name)
            .map((secret) => `${secret.metadata.namespace}/${secret.metadata.name}`)
        : [],
  },
  *reconcile(namespace, name, { view }): Reconcile {
    const secret = view.get('secrets', namespace, name) as Secret | undefined;
    const account = secret === undefined ? undefined : accountOf(secret);
    if (secret === undefined || account === undefined) return { says: `Secret ${name} holds no token.` };
    const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
    const { uid } = secret.metadata;
    const owner = view.get('serviceaccounts', namespace, account) as ApiObject | undefined;
    const known = own(secret.metadata.annotations, uidKey);
    if (owner === undefined || (known !== undefined && known !== owner.metadata.uid)) {
      yield { verb: 'delete', path, body: { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid } } };
      return { says: `Secret ${name} was of ServiceAccount ${account}, which is not there.` };
    }
    const wanted = filled(secret, owner, account);
    const says = `Secret ${name} has its token.`;
    if (wanted === undefined) return { says };
    const [found] = yield { verb: 'get', path };
    if (found?.code !== 200) return { says };
    const body = { ...(found.body as Secret), metadata: { ...(found.body as Secret).metadata, ...wanted.metadata } };
    const [answer] = yield { verb: 'update', path, body: { ...body, data: wanted.data } };
    return answer !== undefined && answer.code < 300 ? { says } : { says, retry: true };
  },
};

/** Certificate and token are no secrets here: there is nothing to open with them. */
function filled({ metadata, data }: Secret, owner: ApiObject, account: string) {
  const space = metadata.namespace ?? '';
  const about = 'kubernetes.io/serviceaccount';
  const token = webToken({
    iss: about,
    [`${about}/namespace`]: space,
    [`${about}/secret.name`]: metadata.name,
    [`${about}/service-account.name`]: account,
    [`${about}/service-account.uid`]: owner.metadata.uid,
    sub: `system:serviceaccount:${space}:${account}`,
  });
  const given = { 'ca.crt': clusterCertificate, namespace: space, token };
  const missing = Object.entries(given).filter(([key]) => own(data, key) === undefined);
  if (missing.length === 0 && own(metadata.annotations, uidKey) !== undefined) return undefined;
  const annotations = { ...metadata.annotations, [nameKey]: account, [uidKey]: owner.metadata.uid };
  const added = Object.fromEntries(missing.map(([key, text]) => [key, base64(text)]));
  return { metadata: { annotations }, data: { ...data, ...added } };
}
