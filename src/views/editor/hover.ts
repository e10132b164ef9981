import { hoverTooltip, type Tooltip } from '@codemirror/view';
import type { FieldDocumentation } from '../../kubernetes/api/schema/documentation.ts';
import { fieldNamed, loadSchema } from './field-help.ts';
import { placeAt } from './manifest-place.ts';

/** What the API says about the field under the pointer. */
export const fieldHover = hoverTooltip(async (view, position): Promise<Tooltip | null> => {
  const line = view.state.doc.lineAt(position);
  const key = /^(\s*(?:-\s+)*)([\w.-]+)\s*:/.exec(line.text);
  if (key === null) return null;
  const [, before = '', name = ''] = key;
  const [from, to] = [line.from + before.length, line.from + before.length + name.length];
  if (position < from || position > to) return null;
  const place = placeAt(view.state.doc.toString(), line.number - 1, before.length);
  const field = place === undefined ? undefined : fieldNamed(await loadSchema(), place, name);
  if (field === undefined) return null;
  return { pos: from, end: to, above: false, create: () => ({ dom: described(field) }) };
});

function described({ name, type, about, required, values }: FieldDocumentation): HTMLElement {
  const box = document.createElement('div');
  box.className = 'cm-field-help';
  const head = document.createElement('p');
  const label = document.createElement('b');
  label.textContent = name;
  head.append(label, ` ${type}${required ? ', required' : ''}`);
  box.append(head);
  if (values.length > 0) box.append(paragraph(`One of ${values.map((value) => value || '""').join(', ')}.`));
  const [first = '', ...rest] = about.split('\n\nPossible enum values')[0]?.split('\n\n') ?? [];
  for (const text of [first, ...rest].slice(0, 4)) if (text !== '') box.append(paragraph(text));
  return box;
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}
