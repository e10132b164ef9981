/** The command's last path segment: `/bin/sh` is `sh`. */
export const commandName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
