import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Where a folder is or would be, by whatever links it is named. */
export async function realPlace(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(await realPlace(parent), basename(folder));
  }
}
