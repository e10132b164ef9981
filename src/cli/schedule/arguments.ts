/** What was typed after `podscope schedule`. */
export interface ScheduleArguments {
  /** The Pod's file, or undefined with `--batch`. */
  readonly pod: string | undefined;
  readonly cluster: string | undefined;
  readonly batch: string | undefined;
  /** A KubeSchedulerConfiguration. */
  readonly config: string | undefined;
  readonly explain: boolean;
  readonly fixes: boolean;
  readonly howMany: boolean;
  readonly output: string | undefined;
}

const withValue = ['--cluster', '--batch', '--config', '--output'];
const switches = ['--explain', '--fixes', '--how-many'];

/** Reads the words after `schedule`; a text is what is wrong with them. */
export function readScheduleArguments(words: readonly string[]): ScheduleArguments | string {
  const files: string[] = [];
  const values = new Map<string, string>();
  const on = new Set<string>();
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    if (switches.includes(name)) on.add(name);
    else if (withValue.includes(name)) {
      if (equals < 0) i += 1;
      const value = equals < 0 ? words[i] : word.slice(equals + 1);
      if (value === undefined) return `${name} needs a value`;
      values.set(name, value);
    } else if (name.startsWith('-') && name !== '-') return `there is no option ${name}`;
    else files.push(word);
  }
  const [pod, second] = files;
  if (second !== undefined) return `one Pod file is enough; ${second} is too many`;
  const batch = values.get('--batch');
  if (batch === undefined && pod === undefined) return 'no Pod given';
  if (batch !== undefined && pod !== undefined) return 'of a Pod and --batch only one may be given';
  const output = values.get('--output');
  if (output !== undefined && output !== 'json' && output !== 'table')
    return `--output ${output}: there is no such format; use json or table`;
  return {
    pod,
    batch,
    output,
    cluster: values.get('--cluster'),
    config: values.get('--config'),
    explain: on.has('--explain'),
    fixes: on.has('--fixes'),
    howMany: on.has('--how-many'),
  };
}
