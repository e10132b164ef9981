import type { SchedulerMatrixProps } from './matrix-props.ts';

interface PodChooserProps {
  /** Keys of the Pods about which something was decided so far. */
  readonly pods: readonly string[];
  readonly about: string;
  readonly onFollow: SchedulerMatrixProps['onFollow'] | undefined;
}

/** Whose decision is shown, where there are several. */
export function PodChooser({ pods, about, onFollow }: PodChooserProps) {
  if (pods.length < 2 || onFollow === undefined) return null;
  return (
    <label>
      Pod{' '}
      <select value={about} onChange={(event) => onFollow(event.currentTarget.value)}>
        {pods.map((key) => (
          <option key={key} value={key}>
            {key.slice(key.indexOf('/') + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}
