import type { Resource } from '../../api/resources.ts';
import { type Arguments, flag } from '../flags.ts';
import type { KubectlError } from '../report.ts';

/** A list that the server cannot make is told with what it was asked for. Source: v1.35 cli-runtime pkg/resource/selector.go */
export function listError(args: Arguments, resource: Resource, error: KubectlError): KubectlError {
  if (error.kind !== 'status') return error;
  if (error.status.reason !== 'BadRequest' && error.status.reason !== 'NotFound') return error;
  const what = `${resource.group}/${resource.version}, Resource=${resource.plural}`;
  const [labels, fields] = [flag(args, 'selector') ?? '', flag(args, 'field-selector') ?? ''];
  const asked =
    labels === '' && fields === ''
      ? `Unable to list "${what}"`
      : `Unable to find "${what}" that match label selector "${labels}", field selector "${fields}"`;
  return { kind: 'status', status: { ...error.status, message: `${asked}: ${error.status.message}` } };
}
