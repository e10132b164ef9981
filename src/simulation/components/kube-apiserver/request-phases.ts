import type { AdmissionRequest, Admitted } from '../../../kubernetes/admission/admission.ts';
import { fieldsOf } from '../../../kubernetes/api/fields.ts';
import { badRequest, forbiddenPath, forbiddenUser, invalid, type Status } from '../../../kubernetes/api/status.ts';
import type { Manifest } from '../../../kubernetes/api/types.ts';
import { authorize, forbiddenMessage } from '../../../kubernetes/authorization/authorize.ts';
import { decode, findingsOf } from '../../../kubernetes/decoding/decode.ts';
import { withDefaults } from '../../../kubernetes/defaulting/default-object.ts';
import { coreEventOf } from '../../../kubernetes/registry/core-event.ts';
import { qosClass } from '../../../kubernetes/registry/qos-class.ts';
import { servedAs, storedVersion } from '../../../kubernetes/registry/served-version.ts';
import { warningsOf } from '../../../kubernetes/registry/warnings.ts';
import { validatePodSubresource } from '../../../kubernetes/validation/pod-subresources.ts';
import { type KindRules, problemsOfChange, problemsOfNew } from '../../../kubernetes/validation/validate.ts';
import type { RequestContext } from './request-context.ts';
import { fieldsAsked, nameAsked, otherNamespace } from './request-info.ts';
import { sendSpent } from './send-spent.ts';
import { creates } from './write-preparation.ts';

type Changed = Partial<RequestContext>;

const aboutOf = ({ info }: RequestContext): string =>
  info.resource === undefined ? info.path : `${info.resource}/${info.namespace ?? ''}/${info.name ?? ''}`;

/** Says a phase's outcome in the trace, and passes a refusal on. */
function said(
  context: RequestContext,
  kind: string,
  says: string,
  refused: Status | undefined,
  data?: object,
): Changed {
  context.port.decide({
    kind,
    about: aboutOf(context),
    says,
    ...(refused === undefined ? {} : { refused: true }),
    ...(data === undefined ? {} : { data: { ...data } }),
  });
  return refused === undefined ? {} : { refused };
}

/** Who is it? The simulated clients all carry a credential that the server knows. */
export function authenticate(context: RequestContext): Changed {
  const { user, groups } = context.event.identity;
  return said(context, 'authentication', `kube-apiserver knows the caller as ${user}.`, undefined, { user, groups });
}

const serviceAccountName = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * Whether the caller may act as who they say, asked of the same roles: the verb is `impersonate`, and users, groups and
 * service accounts are its resources.
 * Source: v1.35 apiserver pkg/endpoints/filters/impersonation/impersonation.go
 */
export function impersonate(context: RequestContext): Changed {
  const { event, world } = context;
  const { as } = event.call;
  if (as === undefined) return {};
  const caller = { name: event.identity.user, groups: event.identity.groups };
  const [, namespace, account] = serviceAccountName.exec(as.user) ?? [];
  const asked = [
    namespace === undefined
      ? { verb: 'impersonate', group: '', resource: 'users', name: as.user }
      : { verb: 'impersonate', group: '', resource: 'serviceaccounts', namespace, name: account ?? '' },
    ...as.groups.map((name) => ({ verb: 'impersonate', group: '', resource: 'groups', name })),
  ];
  for (const one of asked) {
    if (authorize(caller, one, world.store).allowed) continue;
    const refused = forbiddenUser({ plural: one.resource, group: '' }, one.name, forbiddenMessage(caller, one));
    return said(context, 'impersonation', `${caller.name} may not act as ${as.user}.`, refused, { as });
  }
  const groups = [
    ...(as.groups.length > 0 || namespace === undefined
      ? as.groups
      : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]),
    'system:authenticated',
  ];
  return {
    ...said(context, 'impersonation', `${caller.name} acts as ${as.user}.`, undefined, { as }),
    identity: { user: as.user, groups: [...new Set(groups)] },
  };
}

/** May this user do this? Decided from the path alone: the body has not been read yet. */
export function checkAuthorization(context: RequestContext): Changed {
  const { info, event, world, resource } = context;
  const { user, groups } = context.identity;
  const asked = {
    verb: event.call.verb,
    group: info.group,
    path: info.path,
    resource: info.resource ?? '',
    ...(info.subresource === undefined ? {} : { subresource: info.subresource }),
    ...(info.namespace === undefined ? {} : { namespace: info.namespace }),
    ...nameAsked(info),
    ...(info.query.has('fieldSelector') ? { fields: fieldsAsked(info) } : {}),
  };
  const verdict = authorize({ name: user, groups }, asked, world.store);
  if (verdict.allowed)
    return said(context, 'authorization', `${user} may: ${verdict.because ?? verdict.reason}`, undefined, {
      ...asked,
      user,
    });
  const why = forbiddenMessage({ name: user, groups }, asked, verdict.reason);
  return said(
    context,
    'authorization',
    `No role gives ${user} the right to ${asked.verb} ${asked.resource === '' ? asked.path : asked.resource}${verdict.reason === '' ? '' : `: ${verdict.reason}`}.`,
    resource === undefined ? forbiddenPath(why) : forbiddenUser(resource, info.name ?? '', why),
    { ...asked, user },
  );
}

/** Reads the body strictly and fills in the defaults: decoding is defaulting, so admission sees the defaulted object. */
export function decodeBody(context: RequestContext): Changed {
  const { event, resource, info } = context;
  const { schema, defaults } = context.world.rules;
  const body = 'body' in event.call ? event.call.body : undefined;
  const applied = 'contentType' in event.call && event.call.contentType === 'application/apply-patch+yaml';
  if (event.call.verb !== 'create' && event.call.verb !== 'update' && !applied) return {};
  if (resource === undefined || info.subresource !== undefined)
    return { decoded: body as Manifest, object: body as Manifest };
  if (info.group === 'events.k8s.io') return newEvent(body);
  const found = applied ? findingsOf(resource, body as Manifest, schema) : undefined;
  const untyped = found && context.world.rules.rareRequests.typedPatchProblem(fieldsOf(body), found);
  if (found && untyped) {
    const errors = [...found.unknown, ...found.unfit.map(({ field }) => field)].map((field) => ({
      field,
      says: untyped.message,
    }));
    return said(context, 'decoding', `What was sent does not fit the schema of a ${resource.kind}.`, untyped, {
      errors,
    });
  }
  const asked = info.query.get('fieldValidation');
  // The cluster's own components send what they have read: there is nothing to find in it.
  const decoded =
    asked === undefined
      ? { object: body as Manifest, warnings: [] }
      : decode(resource, body, asked === 'Ignore' || asked === 'Warn' ? asked : 'Strict', schema);
  if ('refused' in decoded)
    return said(context, 'decoding', `What was sent cannot be read as a ${resource.kind}.`, decoded.refused, {
      errors: decoded.mistakes,
    });
  const placed = inNamespace(decoded.object, resource.namespaced ? info.namespace : undefined);
  if (placed === undefined) {
    return said(context, 'decoding', otherNamespace, badRequest(otherNamespace));
  }
  // What is applied is owned field by field: defaults come when it has been merged.
  const defaulted = applied ? placed : withDefaults(placed, defaults);
  const object = servedAs(defaulted, storedVersion(defaulted.kind, defaulted.apiVersion));
  return {
    decoded: defaulted,
    object,
    warnings: decoded.warnings,
    ...said(context, 'decoding', `kube-apiserver read the ${object.kind} and filled in the defaults.`, undefined),
  };
}

/**
 * The Namespace of the path, where the object names none; undefined where it names another.
 * Source: v1.35 apiserver pkg/registry/rest/meta.go EnsureObjectNamespaceMatchesRequestNamespace
 */
function inNamespace(object: Manifest, namespace: string | undefined): Manifest | undefined {
  const { namespace: given, ...rest } = object.metadata ?? {};
  if (given === namespace) return object;
  // What has no namespace loses the one that was written down.
  if (namespace === undefined) return { ...object, metadata: rest };
  if (given !== undefined && given !== '') return undefined;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** The two API groups of events share one store: what is written as events.k8s.io/v1 is read as core/v1. */
function newEvent(body: unknown): Changed {
  const event = coreEventOf(body as Parameters<typeof coreEventOf>[0]);
  return { decoded: body as Manifest, object: event };
}

/** The mutating admission plugins, in the server's order; each change is a decision of its own. */
export function mutate(context: RequestContext): Changed {
  const operation = operationOf(context);
  if (context.object === undefined || context.resource === undefined || operation === undefined) return {};
  let request = admissionRequest(context, operation);
  for (const plugin of context.world.rules.admission) {
    const outcome: Admitted | undefined = plugin.admit?.(request, context.world.store, context.port.draw);
    if (outcome === undefined) continue;
    if ('refused' in outcome)
      return said(context, 'admission', `The admission plugin ${plugin.name} refused it.`, outcome.refused, {
        plugin: plugin.name,
      });
    if (outcome.changed.length === 0) continue;
    request = { ...request, object: outcome.object };
    said(context, 'admission', `${plugin.name} set ${outcome.changed.join(', ')}.`, undefined, {
      plugin: plugin.name,
      changed: outcome.changed,
    });
  }
  return { object: request.object };
}

/** Every rule about the fields, all broken ones at once. */
export function validate(context: RequestContext): Changed {
  const { event, object, old, resource, info } = context;
  if (object === undefined || resource === undefined || event.call.verb === 'delete') return {};
  const errors = problemsOf(
    object as Manifest,
    old as unknown as Manifest | undefined,
    info.subresource,
    context.world.rules.kinds,
  );
  if (errors.length === 0) return withWarnings(context);
  const refused = invalid(resource, object.metadata?.name ?? object.metadata?.generateName ?? '', errors);
  return said(
    context,
    'validation',
    `kube-apiserver found ${errors.length === 1 ? 'one mistake' : `${errors.length} mistakes`} in the fields of the ${object.kind}.`,
    refused,
    { errors },
  );
}

function problemsOf(object: Manifest, old: Manifest | undefined, subresource: string | undefined, rules: KindRules) {
  if (subresource !== undefined) {
    return object.kind === 'Pod' && old !== undefined ? validatePodSubresource(subresource, object, old, qosClass) : [];
  }
  return old === undefined ? problemsOfNew(object, rules) : problemsOfChange(object, old, rules);
}

/** What is no mistake and yet worth a word, said once however often the write is tried. */
function withWarnings({ object, old, info, warnings, world }: RequestContext): Changed {
  if (info.subresource !== undefined || object === undefined) return {};
  const more = warningsOf(object as Manifest, old as unknown as Manifest | undefined, world.rules.warners);
  return more.length === 0 ? {} : { warnings: [...new Set([...warnings, ...more])] };
}

/** The validating admission plugins: quota, limits, Pod security. */
export function admit(context: RequestContext): Changed {
  const operation = operationOf(context);
  if (context.resource === undefined || operation === undefined) return {};
  const request = admissionRequest(context, operation);
  sayNotModelled(context, operation);
  const warnings = new Set(context.warnings);
  for (const plugin of context.world.rules.admission) {
    const outcome = plugin.validate?.(request, context.world.store);
    if (outcome === undefined) continue;
    if ('warnings' in outcome) {
      for (const warning of outcome.warnings) warnings.add(warning);
      continue;
    }
    if ('spends' in outcome) {
      if (context.operation !== 'none') for (const quota of outcome.spends) sendSpent(context, 'resourcequotas', quota);
      continue;
    }
    return said(context, 'admission', `The admission plugin ${plugin.name} refused it.`, outcome.refused, {
      plugin: plugin.name,
    });
  }
  return warnings.size > context.warnings.length ? { warnings: [...warnings] } : {};
}

/** Where only the record is modelled it is stored as any other, and that nothing follows is said. */
function sayNotModelled(
  { port, resource, info, object }: RequestContext,
  operation: AdmissionRequest['operation'],
): void {
  if (resource === undefined) return;
  if (operation !== 'CREATE' || resource.modelled || info.subresource !== undefined) return;
  const says = `a ${resource.kind} is only stored; no controller acts on it here`;
  const { namespace = '', name = '' } = object?.metadata ?? {};
  port.notModelled({ about: `${resource.plural}/${namespace}/${name}`, says });
}

function operationOf(context: RequestContext): 'CREATE' | 'UPDATE' | 'DELETE' | undefined {
  const { event } = context;
  if (event.call.verb === 'create' || creates(context)) return 'CREATE';
  if (event.call.verb === 'update' || event.call.verb === 'patch') return 'UPDATE';
  return event.call.verb === 'delete' ? 'DELETE' : undefined;
}

function admissionRequest(
  { resource, info, identity, old, object }: RequestContext,
  operation: 'CREATE' | 'UPDATE' | 'DELETE',
): AdmissionRequest {
  if (resource === undefined) throw new Error('admission is asked about resources only');
  return {
    operation,
    resource,
    namespace: info.namespace ?? '',
    user: { name: identity.user, groups: identity.groups },
    ...(info.subresource === undefined ? {} : { subresource: info.subresource }),
    ...(info.name === undefined ? {} : { name: info.name }),
    ...(object === undefined ? {} : { object: object as Manifest }),
    ...(old === undefined ? {} : { oldObject: old as unknown as Manifest }),
  };
}
