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

  list(folder: string): readonly string[] {
    const below = folder === '' ? '' : `${folder}/`;
    const names = [...this.texts.keys()]
      .filter((path) => path.startsWith(below))
      .map((path) => path.slice(below.length).split('/')[0] ?? '');
    return [...new Set(names)].sort();
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
    list: (folder) => {
      const path = folder.replace(/(?<=.)\/+$/, '');
      const mount = longestFirst.find((each) => each.path === path || path.startsWith(`${each.path}/`));
      if (mount === undefined) return undefined;
      const names = mount.files.list(
        [mount.subPath ?? '', path.slice(mount.path.length + 1)].filter(Boolean).join('/'),
      );
      // A folder without files exists only where something is mounted.
      return names?.length === 0 && path !== mount.path ? undefined : names;
    },
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
