import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from '../answering.ts';

const refusal = (command: string, objects: readonly Stored[] = [], files = {}) =>
  kubectl(command, objects, undefined, files).stderr;

describe('what kubectl refuses before it does anything', () => {
  it('names, selectors and all Namespaces do not go together in describe', () => {
    expect(refusal('describe pods web -l app=web')).toBe(
      'error: name cannot be provided when a selector is specified\n',
    );
    expect(refusal('describe pod/web -l app=web')).toBe(
      'error: selectors and the all flag cannot be used when passing resource/name arguments\n',
    );
    expect(refusal('describe pods web -A')).toBe(
      'error: a resource cannot be retrieved by name across all namespaces\n',
    );
  });
  it('describe names the Namespace where it found nothing, for kinds that are in none too', () => {
    expect(refusal('describe nodes -l a=b')).toBe('No resources found in default namespace.\n');
    expect(refusal('describe nodes -l a=b -A')).toBe('No resources found\n');
  });
  it('files and a directory of kustomize are one or the other', () => {
    expect(refusal('apply -f a.yaml -k .')).toBe('error: only one of -f or -k can be specified\n');
    expect(refusal('delete -k . -R')).toBe("error: the -k flag can't be used with -f or -R\n");
  });
  it('cp copies between here and a Pod, and what it copies must be there', () => {
    expect(refusal('cp a')).toBe('error: source and destination are required\n');
    expect(refusal('cp a b')).toBe('error: one of src or dest must be a remote file specification\n');
    expect(refusal('cp p:a q:b')).toBe('error: one of src or dest must be a local file specification\n');
    expect(refusal('cp p: b')).toBe('error: filepath can not be empty\n');
    expect(refusal('cp :a b')).toBe('error: filespec must match the canonical format: [[namespace/]pod:]file/path\n');
    expect(refusal('cp ./a p:b')).toBe("error: ./a doesn't exist in local filesystem\n");
    expect(refusal('cp ./a p:b', [], { a: '' })).toBe('error: PodScope does not model "kubectl cp" yet\n');
  });
  it('attach wants a container of a Pod that has not ended', () => {
    const done = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'done', namespace: 'default' },
      spec: { containers: [{ name: 'a' }] },
      status: { phase: 'Succeeded' },
    };
    const runs = { ...done, metadata: { name: 'runs', namespace: 'default' }, status: { phase: 'Running' } };
    expect(refusal('attach')).toBe('error: at least 1 argument is required for attach\n');
    expect(refusal('attach done', [done])).toBe(
      'error: cannot attach a container in a completed pod; current phase is Succeeded\n',
    );
    expect(refusal('attach pod runs -c b', [runs])).toBe(
      'error: cannot attach to the container: container b not found in pod runs\n',
    );
  });
});
