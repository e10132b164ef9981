import { byText, isFields } from '../../api/fields.ts';
import { goJson } from '../../api/go-text.ts';
import { goSyntax } from './go-syntax.ts';
import { type Action, parseTemplate } from './json-path-parser.ts';
import { PathFault, type Values, walk } from './json-path-walk.ts';

/** The text; or what is wrong with the template; or what went wrong on the way, with what had been said by then. */
export type JsonPathResult = { readonly text: string } | { readonly error: string; readonly told?: string };

/**
 * The text of a template like `{.items[*].metadata.name}`.
 * Source: v1.35 client-go util/jsonpath, cli-runtime pkg/printers/jsonpath.go
 * @param asJson each result as an indented list: `-o jsonpath-as-json`
 */
export function jsonPathText(template: string, root: unknown, asJson = false): JsonPathResult {
  if (template === '') return { error: 'template format specified but no template given' };
  const parsed = parseTemplate(template);
  if ('error' in parsed) return { error: `error parsing jsonpath ${template}, ${parsed.error}\n` };
  const found = follow(parsed.actions, root);
  if ('results' in found) return { text: found.results.map((values) => printed(values, asJson)).join('') };
  const told = `Error executing template: ${found.fault}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(root)}\n\n`;
  return { error: `error executing jsonpath ${JSON.stringify(template)}: ${found.fault}\n`, told };
}

type Found = { readonly results: readonly Values[] } | { readonly fault: string };

function follow(actions: readonly Action[], root: unknown): Found {
  const results: Values[] = [];
  try {
    const left = run(actions, 0, root, results, 0);
    return left < actions.length ? { fault: 'not in range, nothing to end' } : { results };
  } catch (fault) {
    if (fault instanceof PathFault) return { fault: fault.message };
    throw fault;
  }
}

const firstIdentifier = (action: Action | undefined): string => {
  if (action?.kind !== 'list') return '';
  const [node] = action.nodes;
  return node?.kind === 'identifier' ? node.name : '';
};

/** Goes on until an `{end}` that belongs to an enclosing range, whose place it answers. */
function run(actions: readonly Action[], from: number, root: unknown, results: Values[], depth: number): number {
  let at = from;
  while (at < actions.length) {
    const action = actions[at];
    if (action === undefined || firstIdentifier(action) === 'end') return at;
    if (action.kind === 'text') results.push([action.text]);
    else if (firstIdentifier(action) === 'range') {
      let end = endOf(actions, at);
      for (const item of walk([root], action.nodes)) end = run(actions, at + 1, item, results, depth + 1);
      at = end;
    } else results.push(walk([root], action.nodes));
    at++;
  }
  return at;
}

/** Where the range that begins here ends. */
function endOf(actions: readonly Action[], start: number): number {
  let depth = 0;
  for (let at = start; at < actions.length; at++) {
    const name = firstIdentifier(actions[at]);
    if (name === 'range') depth++;
    if (name === 'end' && --depth === 0) return at;
  }
  return actions.length;
}

/** Keys in order, as Go writes maps. */
const sortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted(byText)
      .map((key) => [key, sortedKeys(value[key])]),
  );
};

function printed(values: Values, asJson: boolean): string {
  if (asJson) return `${JSON.stringify(sortedKeys(values), null, 4)}\n`;
  return values.map((value) => (typeof value === 'object' ? goJson(sortedKeys(value)) : String(value))).join(' ');
}

/** `name`, `.name`, `{name}` and `{.name}` mean the same; a text is why it is none of them. Source: v1.35 kubectl pkg/cmd/get/customcolumn.go RelaxedJSONPathExpression */
export function relaxed(path: string): { readonly template: string } | { readonly error: string } {
  if (path === '') return { template: '' };
  const found = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path);
  if (found !== null) return { template: `{.${found[1] ?? found[2] ?? ''}}` };
  return {
    error: "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
  };
}

/** All values that a template reaches; an absent field reaches none. */
export function valuesOf(root: unknown, template: string): { readonly values: Values } | { readonly error: string } {
  const parsed = parseTemplate(template);
  if ('error' in parsed) return parsed;
  const found = follow(parsed.actions, root);
  return 'fault' in found ? { error: found.fault } : { values: found.results.flat() };
}
