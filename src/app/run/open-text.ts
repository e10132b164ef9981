import { type Choices, opened } from '../choices.ts';
import { choose } from '../store.ts';
import { GivenUp, takeApart } from './ask-worker.ts';

/** Opens a scenario or a manifest. A later choice of something else wins; the run on the screen stays until then. */
export async function openText(
  text: string,
  fileName: string,
  { builtIn, ...more }: Partial<Pick<Choices, 'builtIn' | 'cursor' | 'started' | 'notice'>> = {},
): Promise<void> {
  try {
    choose({ ...opened(await takeApart(text, fileName), builtIn), ...more });
  } catch (fault) {
    if (fault instanceof GivenUp) return;
    choose({ notice: `${fileName} could not be opened: ${fault instanceof Error ? fault.message : String(fault)}` });
  }
}
