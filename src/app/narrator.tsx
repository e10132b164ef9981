import { narrateAt } from '../story/narrate.ts';
import type { Story } from '../story/tell.ts';
import { useChoices } from './store.ts';

/** Says each step and its sentences to a screen reader, once it has played. */
export function Narrator({ story }: { readonly story: Story }) {
  const cursor = useChoices((now) => now.cursor);
  const playing = useChoices((now) => now.playing);
  const { stop, narration } = narrateAt(story, cursor);
  const said = !playing && cursor > 0 ? narration : undefined;
  return (
    <div className="visually-hidden" aria-live="polite">
      {said && stop ? `Step ${stop.step} of 7, ${said.title}. ${said.text}` : ''}
    </div>
  );
}
