import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { auditLog } from '../../src/trace/audit-log.ts';
import { runOfCommands } from '../simulation/commands-run.ts';

interface Case {
  readonly name: string;
  readonly manifest: string;
  readonly stored: unknown;
}

const cases = JSON.parse(readFileSync('tests/fixtures/conformance/defaulting.json', 'utf8')) as readonly Case[];

/** Of another cluster: what is drawn, counted or read from a clock there. */
const ofItsCluster = new Set(['uid', 'creationTimestamp', 'resourceVersion', 'managedFields', 'generation']);

function comparable(value: unknown, top = true): unknown {
  if (Array.isArray(value)) return value.map((item) => comparable(item, false));
  if (typeof value === 'string')
    return value
      .replace(/kube-api-access-[a-z0-9]{5}/g, 'kube-api-access-…')
      .replace(/\d+\.\d+\.\d+\.\d+/g, 'an address')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'a uid');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ofItsCluster.has(key) && !(top && key === 'status'))
      .map(([key, item]) => [key, key === 'nodePort' && item ? 'a port' : comparable(item, false)]),
  );
}

it.each(cases)('is stored as a real v1.35 server stores it: $name', ({ manifest, stored }) => {
  const trace = runOfCommands({ files: { 'm.yaml': manifest }, actions: ['create -f m.yaml'] });
  const created = auditLog(trace).find(
    ({ verb, userAgent, responseStatus }) =>
      verb === 'create' && userAgent.startsWith('kubectl') && responseStatus?.code === 201,
  );
  expect(comparable(created?.responseObject)).toEqual(comparable(stored));
});
