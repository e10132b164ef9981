/** No scenario or manifest is longer than this, in bytes. */
export const mostBytes = 3 * 1024 * 1024;

/** No run is longer than this, in messages: beyond it memory ends before the run does. */
export const mostMessages = 3_000_000;

/** A tab has less memory than a program of its own, and a person waits for it. */
export const mostMessagesInBrowser = 400_000;

/** No cluster that somebody brings along is longer, in characters. */
export const mostImportedBytes = 25_000_000;

/** As many nodes as Kubernetes itself is made for, and as many Pods as a tab can hold. */
export const mostImportedNodes = 5000;
export const mostImportedPods = 50_000;
