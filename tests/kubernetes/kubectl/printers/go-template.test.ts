import { describe, expect, it } from 'vitest';
import { goTemplateText } from '../../../../src/kubernetes/kubectl/printers/go-template/index.ts';

const pod = {
  kind: 'Pod',
  metadata: { name: 'web', labels: { b: '2', a: '1' }, annotations: null },
  spec: { replicas: 3, priority: 2_000_001_000, containers: [{ name: 'x', ports: [80, 443] }, { name: 'y' }] },
};
const text = (template: string) => {
  const outcome = goTemplateText(template, pod);
  return 'text' in outcome ? outcome.text : outcome.error;
};

describe('-o go-template', () => {
  it('prints fields, and <no value> for those that are not there', () => {
    expect(text('{{.metadata.name}} {{.spec.nope}} {{.nope.nope}}')).toBe('web <no value> <no value>');
  });
  it('prints maps in order of their keys and lists without commas, as Go does', () => {
    expect(text('{{.metadata.labels}} {{(index .spec.containers 0).ports}}')).toBe('map[a:1 b:2] [80 443]');
  });
  it('knows numbers as floats, since it reads the object from JSON', () => {
    expect(text('{{.spec.replicas}} {{.spec.priority}}')).toBe('3 2.000001e+09');
    expect(text('{{eq .spec.replicas 3.0}}')).toBe('true');
    expect(text('{{eq .spec.replicas 3}}')).toContain('error calling eq: incompatible types for comparison');
    expect(text('{{printf "%d" .spec.replicas}}')).toBe('%!d(float64=3)');
  });
  it('goes through lists and maps, with variables for place and item', () => {
    expect(text('{{range $i, $c := .spec.containers}}{{if $i}}, {{end}}{{$i}}={{$c.name}}{{end}}')).toBe('0=x, 1=y');
    expect(text('{{range $k, $v := .metadata.labels}}{{$k}}:{{$v}};{{end}}')).toBe('a:1;b:2;');
    expect(text('{{range .spec.none}}x{{else}}nothing{{end}}')).toBe('nothing');
    expect(text('{{range .spec.containers}}{{.name}}{{break}}{{end}}')).toBe('x');
  });
  it('branches, and leaves blanks out where a dash says so', () => {
    expect(text('{{if .spec.none}}a{{else if eq .kind "Pod"}}b{{else}}c{{end}}')).toBe('b');
    expect(text('{{with .metadata}}{{.name}}{{end}}{{/* nothing */}}')).toBe('web');
    expect(text('a {{- .kind -}} b')).toBe('aPodb');
    expect(text('{{if and .kind (not .spec.none)}}both{{end}}')).toBe('both');
  });
  it('has the functions of Go, and kubectl`s own two', () => {
    expect(text('{{len .spec.containers}} {{.kind | printf "%-5s|"}} {{"aGk=" | base64decode}}')).toBe('2 Pod  | hi');
    expect(text('{{exists .metadata.labels "a"}} {{exists .metadata.labels "z"}}')).toBe('true false');
  });
  it('tells where a template is wrong, or cannot be followed', () => {
    expect(text('{{.kind')).toBe('error parsing template {{.kind, template: output:1: unclosed action\n');
    expect(text('{{foo .kind}}')).toContain('template: output:1: function "foo" not defined');
    expect(text('{{.kind.foo}}')).toBe(
      'error executing template "{{.kind.foo}}": template: output:1:7: executing "output" at <.kind.foo>: can\'t evaluate field foo in type string',
    );
    expect(text('{{range .kind}}{{end}}')).toContain("at <.kind>: range can't iterate over Pod");
    expect(text('{{.metadata.annotations.x}}')).toContain('nil pointer evaluating interface {}.x');
  });
});
