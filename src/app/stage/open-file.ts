import { mostBytes } from '../../scenario/limits.ts';
import { opened } from '../choices.ts';
import { around } from '../documents.ts';
import { openText } from '../run/open-text.ts';
import { choose } from '../store.ts';

/** A file that somebody dropped or picked; its size is looked at before its content. */
export async function openFile(file: File): Promise<void> {
  if (file.size > mostBytes) {
    choose({
      notice: `${file.name} has ${Math.ceil(file.size / 1e6)} MB; a file may have ${Math.floor(mostBytes / 1e6)} at most. The run on the screen stays.`,
    });
    return;
  }
  const text = await file.text();
  if (/^kind:\s*["']?Scenario/m.test(text)) await openText(text, file.name);
  else choose(opened(around(file.name, text), undefined));
}
