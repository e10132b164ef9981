import { resourceNamed } from '../kubernetes/api/resources.ts';
import { toYaml } from '../kubernetes/kubectl/printers/yaml.ts';
import type { Frame } from '../trace/frame.ts';
import type { Choices } from './choices.ts';
import { withAction } from './intervene.ts';

const inDefault = 'default';

/** What `kubectl edit KIND NAME` or `KIND/NAME` means; undefined where it means no object. */
function objectMeant(words: readonly string[]): { readonly plural: string; readonly name: string } | undefined {
  const [first = '', second] = words;
  const [kind = '', name = second] = first.split('/');
  const resource = resourceNamed(kind);
  return resource === undefined || name === undefined ? undefined : { plural: resource.plural, name };
}

/**
 * `kubectl edit` in the tab: the object as of the cursor comes into the editor as a file, and replaces the stored one
 * at the cursor as soon as the files are run.
 */
export function editObject(command: string, frame: Frame): (now: Choices) => Partial<Choices> {
  const words = command.split(/\s+/).slice(1);
  const at = words.findIndex((word) => word === '-n' || word === '--namespace');
  const namespace = at < 0 ? inDefault : (words[at + 1] ?? inDefault);
  const meant = objectMeant(words.filter((word, i) => !word.startsWith('-') && (at < 0 || i !== at + 1)));
  const found =
    meant === undefined
      ? undefined
      : frame
          .list(meant.plural)
          .find(({ metadata }) => metadata.name === meant.name && (metadata.namespace ?? namespace) === namespace);
  if (meant === undefined || found === undefined)
    return () => ({ notice: `There is no such object at the cursor: kubectl ${command}` });
  const file = `edit-${meant.plural}-${meant.name}.yaml`;
  return ({ documents, cursor, open }) => {
    const changed = withAction(documents, cursor, { kubectl: `replace -f ${file}` });
    return {
      documents: { ...changed, files: { ...changed.files, [file]: toYaml(found) } },
      builtIn: undefined,
      open: { ...open, editor: true },
      awaited: Math.round(cursor),
      notice: `${file} is in the editor. Change it and press Ctrl+Enter there: it replaces the object at the cursor.`,
    };
  };
}
