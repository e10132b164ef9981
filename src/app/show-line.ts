import { manifestLines } from './manifest-lines.ts';
import { choose } from './store.ts';

/** Shows in the editor where the files say this of an object; if none does, says so. */
export function showLine(about: string, path: string): void {
  choose(({ documents, open }) => {
    const [found] = manifestLines([{ about, path, says: '' }], documents.files);
    return found === undefined
      ? { notice: `No file of this run has ${path} of ${about.slice(about.lastIndexOf('/') + 1)}.` }
      : { shownLine: { file: found.file, line: found.line }, open: { ...open, editor: true } };
  });
}
