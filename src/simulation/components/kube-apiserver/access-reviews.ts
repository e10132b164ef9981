import { fieldsOf, listOf, textOf } from '../../../kubernetes/api/fields.ts';
import type { AuthorizationRequest, User } from '../../../kubernetes/authorization/authorization-request.ts';
import { authorize, rulesFor } from '../../../kubernetes/authorization/authorize.ts';
import { credentialOf } from '../../../kubernetes/authorization/credential.ts';
import type { RequestContext } from './request-context.ts';

const reviews: ReadonlySet<string> = new Set([
  'selfsubjectaccessreviews',
  'subjectaccessreviews',
  'localsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'selfsubjectreviews',
]);

/** Kinds that ask about rights: they are answered and never stored. */
export const isReview = (resource: string | undefined): boolean => resource !== undefined && reviews.has(resource);

/** Source: v1.35 pkg/registry/authorization, pkg/registry/authentication/selfsubjectreview */
export function review(context: RequestContext): Partial<RequestContext> {
  const { event, info, identity, world } = context;
  const body = fieldsOf('body' in event.call ? event.call.body : {});
  const self: User = { name: identity.user, groups: identity.groups };
  const spec = fieldsOf(body.spec);
  switch (info.resource) {
    case 'selfsubjectreviews':
      return answered(body, { userInfo: userInfo(self, event.call.as !== undefined) });
    case 'selfsubjectrulesreviews':
      return answered(body, { ...rulesFor(self, textOf(spec.namespace), world.store), incomplete: false });
    case 'selfsubjectaccessreviews':
      return answered(body, verdict(self, spec, context));
    default: {
      const other = { name: textOf(spec.user), groups: listOf(spec.groups).map(String) };
      return answered(body, verdict(other, spec, context));
    }
  }
}

const answered = (body: object, status: object): Partial<RequestContext> => ({
  answer: { code: 201, body: { ...body, status } },
});

function verdict(user: User, spec: Readonly<Record<string, unknown>>, { world }: RequestContext): object {
  const { allowed, reason } = authorize(user, asked(spec), world.store);
  return { allowed, ...(reason === '' ? {} : { reason }) };
}

function asked(spec: Readonly<Record<string, unknown>>): AuthorizationRequest {
  const outside = fieldsOf(spec.nonResourceAttributes);
  if (spec.nonResourceAttributes !== undefined)
    return { verb: textOf(outside.verb), group: '', resource: '', path: textOf(outside.path) };
  const inside = fieldsOf(spec.resourceAttributes);
  const given = (field: 'namespace' | 'name' | 'subresource') =>
    textOf(inside[field]) === '' ? {} : { [field]: textOf(inside[field]) };
  return {
    verb: textOf(inside.verb),
    group: textOf(inside.group),
    resource: textOf(inside.resource),
    ...given('namespace'),
    ...given('name'),
    ...given('subresource'),
  };
}

/** People of a scenario come with a client certificate, whose hash the server notes; whom they act for has none. */
const userInfo = ({ name, groups }: User, impersonated: boolean): object => ({
  username: name,
  groups,
  ...(impersonated ? {} : { extra: { 'authentication.kubernetes.io/credential-id': [credentialOf(name)] } }),
});
