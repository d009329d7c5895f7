import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Tells whether this is a file, or a link to one, that may be executed. */
export async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Finds a program on a search path such as that of PATH, unless it is one to be passed over. */
export async function findOnPath(
  name: string,
  searchPath: string | undefined,
  isPassedOver: (path: string) => Promise<boolean> = () => Promise.resolve(false),
): Promise<string | undefined> {
  const fileName = process.platform === 'win32' ? `${name}.exe` : name;
  // An empty entry means the working folder, from which nothing is ever run.
  for (const folder of (searchPath ?? '').split(delimiter).filter((entry) => entry !== '')) {
    const path = join(folder, fileName);
    if ((await isExecutableFile(path)) && !(await isPassedOver(path))) return path;
  }
  return undefined;
}
