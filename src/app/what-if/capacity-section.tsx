import { CapacityBars } from '../../views/what-if/capacity-bars.tsx';
import type { SectionProps } from './section-props.ts';
import { useAnswer } from './use-answer.ts';

/** How many more of the Pod fit, as it was decided. */
export function CapacitySection({ names, asked, placement }: SectionProps) {
  const { parts, done, broken } = useAnswer(asked, { type: 'capacity' });
  const [capacity] = parts;
  return (
    <section aria-label="How many more of this Pod fit">
      <h3>How many more of this Pod fit?</h3>
      {capacity === undefined ? (
        <p role="status">{broken ?? (done ? 'Nobody knows.' : 'Counting…')}</p>
      ) : (
        <>
          <CapacityBars capacity={capacity} names={names} />
          <p>
            As if one {placement.pod} after the other were scheduled, from the moment of this decision on, the Pod
            itself among them.
          </p>
        </>
      )}
    </section>
  );
}
