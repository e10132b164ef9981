import type { Files } from './process.ts';

/** Files by path, in memory. */
export class FileTree implements Files {
  private readonly texts: Map<string, string>;

  constructor(initial: Readonly<Record<string, string>> = {}) {
    this.texts = new Map(Object.entries(initial));
  }

  read(path: string): string | undefined {
    return this.texts.get(path);
  }

  write(path: string, text: string): void {
    this.texts.set(path, text);
  }

  remove(path: string): boolean {
    return this.texts.delete(path);
  }

  /** Everything at once: a ConfigMap volume that follows its ConfigMap. */
  replaceAll(files: Readonly<Record<string, string>>): void {
    this.texts.clear();
    for (const [path, text] of Object.entries(files)) this.texts.set(path, text);
  }
}

/** A volume at a place in a container. */
export interface Mount {
  readonly path: string;
  readonly files: Files;
  readonly subPath?: string;
}

/** A container's own files, with volumes mounted over them. */
export function mounted(own: Files, mounts: readonly Mount[]): Files {
  const longestFirst = [...mounts].sort((a, b) => b.path.length - a.path.length);
  const find = (path: string): { readonly files: Files; readonly path: string } => {
    for (const mount of longestFirst) {
      if (mount.subPath !== undefined && path === mount.path) return { files: mount.files, path: mount.subPath };
      if (path.startsWith(`${mount.path.replace(/\/$/, '')}/`)) {
        const below = path.slice(mount.path.replace(/\/$/, '').length + 1);
        return { files: mount.files, path: mount.subPath === undefined ? below : `${mount.subPath}/${below}` };
      }
    }
    return { files: own, path };
  };
  return {
    read: (path) => {
      const found = find(path);
      return found.files.read(found.path);
    },
    write: (path, text) => {
      const found = find(path);
      found.files.write(found.path, text);
    },
    remove: (path) => {
      const found = find(path);
      return found.files.remove(found.path);
    },
  };
}
