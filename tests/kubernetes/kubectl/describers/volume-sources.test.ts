import { describe, expect, it } from 'vitest';
import { Description } from '../../../../src/kubernetes/kubectl/describers/description.ts';
import { probeWords } from '../../../../src/kubernetes/kubectl/describers/probe-words.ts';
import { volumeSourceRows } from '../../../../src/kubernetes/kubectl/describers/volume-sources.ts';
import { writeVolumes } from '../../../../src/kubernetes/kubectl/describers/volumes.ts';

describe('describe of a volume', () => {
  const rows = (volume: object, persistent = false) =>
    Object.fromEntries(volumeSourceRows(volume as Record<string, unknown>, persistent) ?? []);

  it('prints a reference to a Secret as Go prints a pointer: with its Namespace only in a PersistentVolume', () => {
    const cephfs = { monitors: ['a', 'b'], secretRef: { name: 's' } };
    expect(rows({ cephfs })).toMatchObject({ 'Monitors:': '[a b]', 'SecretRef:': '&LocalObjectReference{Name:s,}' });
    expect(rows({ cephfs }, true)['SecretRef:']).toBe('&SecretReference{Name:s,Namespace:,}');
    expect(rows({ rbd: { monitors: [] } })['SecretRef:']).toBe('nil');
  });
  it('has no colon behind ISCSIInterface, and a blank behind that of Kind', () => {
    expect(Object.keys(rows({ iscsi: {} }))).toContain('ISCSIInterface');
    expect(Object.keys(rows({ azureDisk: {} }))).toContain('Kind: ');
  });
  it('shows a limit of an emptyDir only above zero', () => {
    expect([rows({ emptyDir: { sizeLimit: '0' } }), rows({ emptyDir: { sizeLimit: '1Gi' } })]).toMatchObject([
      { 'SizeLimit:': '<unset>' },
      { 'SizeLimit:': '1Gi' },
    ]);
  });
  it('indents labels and annotations of an ephemeral claim once more', () => {
    const out = new Description();
    const metadata = { labels: { a: 'b', c: 'd' } };
    const spec = { storageClassName: 'fast', volumeMode: 'Filesystem' };
    writeVolumes(out, [{ name: 'x', ephemeral: { volumeClaimTemplate: { metadata, spec } } }]);
    expect(out.toString().split('\n').slice(3)).toEqual([
      '    StorageClass:  fast',
      '    Volume:        ',
      '    Labels:            a=b',
      '                       c=d',
      '    Annotations:       <none>',
      '    Capacity:      ',
      '    Access Modes:  ',
      '    VolumeMode:    Filesystem',
      '',
    ]);
  });
});

describe('describe of a probe', () => {
  it('escapes its path, a question mark too, and puts an IPv6 host in brackets', () => {
    const probe = (httpGet: object) => probeWords({ httpGet }).split(' ')[1];
    expect(probe({ scheme: 'HTTP', port: 80, path: '/healthz?x=1' })).toBe('http://:80/healthz%3Fx=1');
    expect(probe({ scheme: 'HTTPS', host: '::1', port: 'web', path: 'a b' })).toBe('https://[::1]:web/a%20b');
  });
});
