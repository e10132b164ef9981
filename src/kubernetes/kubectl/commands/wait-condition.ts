import { at, type Fields, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { jsonPathText } from '../printers/json-path.ts';

/** What `kubectl wait` waits for. */
export type WaitFor =
  | { readonly kind: 'delete' }
  | { readonly kind: 'create' }
  | { readonly kind: 'met'; readonly holds: (object: Fields) => boolean };

/** Reads `--for`; a text is what is wrong with it. Source: v1.35 kubectl pkg/cmd/wait/wait.go conditionFuncFor */
export function readWaitFor(text: string): WaitFor | string {
  if (text.toLowerCase() === 'delete') return { kind: 'delete' };
  if (text.toLowerCase() === 'create') return { kind: 'create' };
  if (text.startsWith('condition=')) {
    const [type = '', status = 'true'] = splitOnce(text.slice('condition='.length));
    return { kind: 'met', holds: (object) => hasCondition(object, type, status) };
  }
  if (text.startsWith('jsonpath=')) return readJsonPath(text.slice('jsonpath='.length));
  return `unrecognized condition: "${text}"`;
}

const splitOnce = (text: string): readonly string[] => {
  const equals = text.indexOf('=');
  return equals < 0 ? [text] : [text.slice(0, equals), text.slice(equals + 1)];
};

/** A condition that was found for an older generation than the object's is not counted. Source: condition.go checkCondition */
function hasCondition(object: Fields, type: string, status: string): boolean {
  const condition = rowsOf(at(object, 'status', 'conditions')).find(
    (each) => textOf(each.type).toLowerCase() === type.toLowerCase(),
  );
  if (condition === undefined) return false;
  const generation = numberOf(at(object, 'metadata', 'generation'));
  const observed = numberOf(condition.observedGeneration) ?? numberOf(at(object, 'status', 'observedGeneration'));
  if (generation !== undefined && observed !== undefined && observed < generation) return false;
  return textOf(condition.status).toLowerCase() === status.toLowerCase();
}

/** `{.status.phase}=Running`, or the path alone: then any value will do. A double `==` belongs to the path. */
function readJsonPath(text: string): WaitFor | string {
  const parts = text.split(/(?<!=)=(?!=)/);
  const [given = '', raw] = parts;
  if (parts.length > 2)
    return "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'";
  const value = raw?.replace(/^['"]+|['"]+$/g, '');
  if (value === '')
    return "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3";
  if (given === '') return 'jsonpath expression cannot be empty';
  const path = given.startsWith('{') ? given : `{${given.startsWith('.') ? '' : '.'}${given}}`;
  const tried = jsonPathText(path, {});
  if ('error' in tried && !/not found/.test(tried.error)) return tried.error;
  return { kind: 'met', holds: (object) => matches(fieldsOf(object), path, value) };
}

function matches(object: Fields, path: string, value: string | undefined): boolean {
  const found = jsonPathText(path, object);
  if ('error' in found) return false;
  return value === undefined ? found.text !== '' : found.text === value;
}
