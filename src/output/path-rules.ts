const segmentName = /^[a-z][a-z0-9-]*$/;

/** Says what is wrong with a path below the output folder, or undefined when it is fit to be written. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (/\p{Cc}/u.test(path)) return 'it holds a control character';
  if (path.includes('\\')) return 'it holds a backslash; folders are separated by /';
  if (path.startsWith('/')) return 'it is absolute; paths start below the output folder';
  const segments = path.split('/');
  if (segments.includes('')) return 'it has an empty segment';
  if (segments.includes('..')) return 'it leaves the output folder by ".."';
  if (segments.includes('.')) return 'it has a "." segment';
  if (segments.length < 4 || !segments.slice(0, 3).every((name) => segmentName.test(name))) {
    return 'it is not of the form cluster/role/target/path';
  }
  return undefined;
}

/** The folder of one cluster, role and target that a path lies in, such as `web/real-server/el6`. */
export function unitOf(path: string): string {
  return path.split('/', 3).join('/');
}

/** The folders that paths lie in, below the output folder. */
export function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      // Then those that it lies in are known, too.
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** The paths in the order of their bytes, each once: the same on every machine, whatever its language. */
export function sortPaths(paths: Iterable<string>): readonly string[] {
  const keyed = Array.from(new Set(paths), (path) => ({ path, bytes: Buffer.from(path) }));
  return keyed.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ path }) => path);
}
