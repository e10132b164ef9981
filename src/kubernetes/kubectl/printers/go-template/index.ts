import { byText, isFields, own } from '../../../api/fields.ts';
import { goValue, WholeNumber } from './format.ts';
import { CallFault, functions, isTrue } from './functions.ts';
import {
  type BranchNode,
  type CommandNode,
  type Operand,
  type Pipeline,
  parseGoTemplate,
  type TemplateNode,
} from './parser.ts';
import { TemplateFault } from './template-fault.ts';

/** The text; or what is wrong with the template; or what went wrong on the way, with what had been said by then. */
export type GoTemplateResult = { readonly text: string } | { readonly error: string; readonly told?: string };

/**
 * An object through a template of Go: `{{range .items}}{{.metadata.name}}{{"\n"}}{{end}}`.
 * Source: v1.35 cli-runtime pkg/printers/template.go; Go text/template/exec.go
 */
export function goTemplateText(template: string, root: unknown): GoTemplateResult {
  if (template === '') return { error: 'template format specified but no template given' };
  const place = (at: number): string => {
    const before = template.slice(0, at).split('\n');
    return `output:${before.length}`;
  };
  let nodes: readonly TemplateNode[];
  try {
    nodes = parseGoTemplate(template);
  } catch (fault) {
    if (!(fault instanceof TemplateFault)) throw fault;
    return { error: `error parsing template ${template}, template: ${place(fault.at)}: ${fault.message}\n` };
  }
  const run = new Run(root);
  try {
    run.all(nodes, root);
    return { text: run.text };
  } catch (fault) {
    if (!(fault instanceof TemplateFault)) throw fault;
    const column = template.slice(0, fault.at).split('\n').at(-1)?.length ?? 0;
    const why = `template: ${place(fault.at)}:${column}: executing "output" ${fault.message}`;
    const told = `${run.text}Error executing template: ${why}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\traw data was:\n\t\t${JSON.stringify(root)}\n\tobject given to template engine was:\n\t\t${goValue(root)}\n\n`;
    return { error: `error executing template ${JSON.stringify(template)}: ${why}`, told };
  }
}

/** Leaves a range. */
class Leave extends Error {
  readonly goesOn: boolean;

  constructor(goesOn: boolean) {
    super();
    this.goesOn = goesOn;
  }
}

/** One execution: what has been written, and the variables in force. */
class Run {
  text = '';
  readonly #variables: { readonly name: string; value: unknown }[];

  constructor(root: unknown) {
    this.#variables = [{ name: '$', value: root }];
  }

  all(nodes: readonly TemplateNode[], dot: unknown): void {
    for (const node of nodes) this.#one(node, dot);
  }

  #one(node: TemplateNode, dot: unknown): void {
    switch (node.kind) {
      case 'text':
        this.text += node.text;
        return;
      case 'print': {
        const value = this.#pipeline(node.pipeline, dot);
        if (node.pipeline.declares.length === 0) this.text += printed(value);
        return;
      }
      case 'break':
      case 'continue':
        throw new Leave(node.kind === 'continue');
      case 'range':
        this.#scoped(() => this.#range(node, dot));
        return;
      case 'if':
      case 'with':
        this.#scoped(() => {
          const value = this.#pipeline(node.pipeline, dot);
          const met = isTrue(value);
          this.all(met ? node.then : node.otherwise, met && node.kind === 'with' ? value : dot);
        });
    }
  }

  /** What is declared within ends with it. */
  #scoped(body: () => void): void {
    const before = this.#variables.length;
    try {
      body();
    } finally {
      this.#variables.length = before;
    }
  }

  #range(node: BranchNode, dot: unknown): void {
    const { declares } = node.pipeline;
    const value = this.#pipeline({ ...node.pipeline, declares: [] }, dot);
    const entries = this.#entries(value, node.pipeline);
    if (entries.length === 0) {
      this.all(node.otherwise, dot);
      return;
    }
    for (const [key, item] of entries) {
      const given = declares.length === 2 ? [key, item] : [item];
      try {
        this.#scoped(() => {
          for (const [i, name] of declares.entries()) this.#variables.push({ name, value: given[i] });
          this.all(node.then, item);
        });
      } catch (leave) {
        if (!(leave instanceof Leave)) throw leave;
        if (!leave.goesOn) return;
      }
    }
  }

  #entries(value: unknown, { at, commands }: Pipeline): readonly (readonly [unknown, unknown])[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.map((item, i) => [new WholeNumber(i), item] as const);
    if (value instanceof WholeNumber) return Array.from({ length: value.value }, (_, i) => [i, new WholeNumber(i)]);
    if (isFields(value))
      return Object.keys(value)
        .toSorted(byText)
        .map((key) => [key, value[key]] as const);
    const first = commands[0]?.[0];
    throw new TemplateFault(`at <${sourceOf(commands)}>: range can't iterate over ${goValue(value)}`, first?.at ?? at);
  }

  #pipeline({ declares, assigns, commands }: Pipeline, dot: unknown): unknown {
    let value: unknown;
    for (const [i, command] of commands.entries()) value = this.#command(command, dot, i === 0 ? [] : [value]);
    for (const name of declares) {
      const known = this.#variables.findLast((each) => each.name === name);
      if (assigns && known !== undefined) known.value = value;
      else this.#variables.push({ name, value });
    }
    return value;
  }

  #command(command: CommandNode, dot: unknown, piped: readonly unknown[]): unknown {
    const [first, ...rest] = command;
    if (first === undefined) return undefined;
    if (first.kind === 'function') return this.#call(first, rest, dot, piped, command);
    if (rest.length + piped.length > 0)
      throw new TemplateFault(`at <${first.source}>: can't give argument to non-function ${first.source}`, first.at);
    return this.#value(first, dot);
  }

  #call(
    { name, at }: Operand & { readonly kind: 'function' },
    operands: readonly Operand[],
    dot: unknown,
    piped: readonly unknown[],
    command: CommandNode,
  ): unknown {
    if (name === 'and' || name === 'or') return this.#shortCircuit(name, operands, dot, piped);
    const call = own(functions, name);
    if (call === undefined) throw new TemplateFault(`at <${name}>: "${name}" is not a defined function`, at);
    const args = [...operands.map((operand) => this.#value(operand, dot)), ...piped];
    try {
      return call(args);
    } catch (fault) {
      if (!(fault instanceof CallFault)) throw fault;
      throw new TemplateFault(`at <${sourceOf([command])}>: error calling ${name}: ${fault.message}`, at);
    }
  }

  /** Goes no further than the first value that settles it. */
  #shortCircuit(name: 'and' | 'or', operands: readonly Operand[], dot: unknown, piped: readonly unknown[]): unknown {
    let value: unknown;
    for (const operand of operands) {
      value = this.#value(operand, dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped.length > 0 ? piped[0] : value;
  }

  #value(operand: Operand, dot: unknown): unknown {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'literal':
        return operand.whole ? new WholeNumber(operand.value as number) : operand.value;
      case 'fields':
        return followed(dot, operand.fields, operand);
      case 'variable': {
        const known = this.#variables.findLast(({ name }) => name === operand.name);
        if (known === undefined)
          throw new TemplateFault(`at <${operand.source}>: undefined variable: ${operand.name}`, operand.at);
        return followed(known.value, operand.fields, operand);
      }
      case 'function':
        return this.#call(operand, [], dot, [], [operand]);
      case 'pipeline':
        return followed(this.#pipeline(operand.pipeline, dot), operand.fields, operand);
    }
  }
}

/** A key that is not there ends in nothing; a null or a plain value on the way is an error. */
function followed(value: unknown, fields: readonly string[], { at, source }: Operand): unknown {
  return fields.reduce((here, field) => {
    if (here === undefined) return undefined;
    if (here === null) throw new TemplateFault(`at <${source}>: nil pointer evaluating interface {}.${field}`, at);
    if (isFields(here)) return own(here, field);
    const type = Array.isArray(here) ? '[]interface {}' : typeof here === 'number' ? 'float64' : typeof here;
    throw new TemplateFault(`at <${source}>: can't evaluate field ${field} in type ${type}`, at);
  }, value);
}

const sourceOf = (commands: readonly CommandNode[]): string =>
  commands.map((command) => command.map(({ source }) => source).join(' ')).join(' | ');

const printed = (value: unknown): string => (value === undefined || value === null ? '<no value>' : goValue(value));
