import { describe, expect, it } from 'vitest';
import { kubectl } from './answering.ts';

/** What a real kubectl v1.35.6 printed. */
const strategy = `GROUP:      apps
KIND:       Deployment
VERSION:    v1

FIELD: strategy <DeploymentStrategy>


DESCRIPTION:
    The deployment strategy to use to replace existing pods with new ones.
    DeploymentStrategy describes how to replace existing pods with new ones.
    
FIELDS:
  rollingUpdate	<RollingUpdateDeployment>
    maxSurge	<IntOrString>
    maxUnavailable	<IntOrString>
  type	<string>
  enum: Recreate, RollingUpdate

`;

describe('kubectl explain', () => {
  it('shows the fields below a field, one a line when recursive', () => {
    expect(kubectl('explain deployment.spec.strategy --recursive', []).stdout).toBe(strategy);
  });
  it('lists the values of a field and breaks its description at 76 characters', () => {
    const { stdout } = kubectl('explain pod.spec.restartPolicy', []);
    expect(stdout).toContain('ENUM:\n    Always\n    Never\n    OnFailure\n');
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
  });
  it('says which fields must be there and of what type they are', () => {
    const { stdout } = kubectl('explain pods.spec', []);
    expect(stdout).toContain('  containers\t<[]Container> -required-\n');
    expect(stdout).toContain('  overhead\t<map[string]Quantity>\n');
  });
  it('names what does not exist', () => {
    expect(kubectl('explain pod.spec.nosuch', [])).toMatchObject({
      stderr: 'error: field "nosuch" does not exist\n',
      code: 1,
    });
    expect(kubectl('explain nosuch', []).stderr).toBe('the server doesn\'t have a resource type "nosuch"\n');
  });
});

describe('kubectl explain with another number of resources than one', () => {
  it.each([
    [
      'explain',
      'error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
    ],
    ['explain pod spec', 'error: We accept only this format: explain RESOURCE\n'],
  ])('%s says so in one sentence', (line, stderr) => {
    expect(kubectl(line, []).stderr).toBe(stderr);
  });
});
