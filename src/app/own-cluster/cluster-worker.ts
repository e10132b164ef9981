import { readClusterText } from './read-cluster-text.ts';

/** Reads what kubectl printed of a cluster, off the main thread; the objects go back as a Blob, which is not copied. */
self.onmessage = async ({ data }: MessageEvent<string | Blob>) => {
  try {
    const text = typeof data === 'string' ? data : await data.text();
    const read = readClusterText(text, (share, objects) => self.postMessage({ share, objects }));
    if ('refused' in read) self.postMessage(read);
    else self.postMessage({ json: new Blob([read.json]), summary: read.summary });
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    self.postMessage({ refused: `It could not be read: ${why}` });
  }
};
