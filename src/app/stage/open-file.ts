import { mostBytes, mostImportedBytes } from '../../scenario/limits.ts';
import { opened } from '../choices.ts';
import { around } from '../documents.ts';
import { looksLikeCluster } from '../own-cluster/looks-like-cluster.ts';
import { openText } from '../run/open-text.ts';
import { choose } from '../store.ts';

/** So much of a file tells what it is; of a List that is long, the nodes come first. */
const head = 2_000_000;

/** A file that somebody dropped or picked; its size is looked at before its content. */
export async function openFile(file: File): Promise<void> {
  const start = file.size > mostImportedBytes ? '' : await file.slice(0, head).text();
  if (!isText(start))
    choose({ notice: `${file.name} is no text in UTF-8, so it is no manifest. The run on the screen stays.` });
  else if (looksLikeCluster(start) && !isScenario(start)) choose({ bringing: file });
  else if (file.size > mostBytes)
    choose({
      notice: `${file.name} has ${Math.ceil(file.size / 1e6)} MB; a manifest or a scenario may have ${Math.floor(mostBytes / 1e6)} at most, and a cluster that kubectl printed ${mostImportedBytes / 1e6}. The run on the screen stays.`,
    });
  else if (isScenario(start)) await openText(await file.text(), file.name);
  else openManifest(file.name, await file.text());
}

/** A cluster of one's own stays: the next Pod is asked about in it. */
function openManifest(name: string, text: string): void {
  choose(({ documents: { imported } }) => opened({ ...around(name, text), ...(imported && { imported }) }, undefined));
}

/** A picture, an archive, and what Windows PowerShell writes with `>`, which is UTF-16. */
const isText = (start: string): boolean => !start.includes('\0') && !start.slice(0, 4000).includes('\uFFFD');

const isScenario = (text: string): boolean => /^kind:\s*["']?Scenario/m.test(text);
