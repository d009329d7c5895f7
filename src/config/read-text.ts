import { open } from 'node:fs/promises';

import { LvsgenError } from '../base/diagnostic.ts';

/** The most bytes that are read of a config: four times what 10,000 clusters take. A device, or a pipe, has no end. */
export const largestConfig = 4_000_000;

const reasons: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOENT: ['there is no such file', 'write one with lvsgen init, or name another with --config'],
  ENOTDIR: ['there is no such file', 'look at the folders in the path: one of them is a file'],
  EISDIR: ['this is a folder, and a config is a file', 'name the file in it'],
  EACCES: ['the file may not be read by this user', 'look at its mode and owner with ls -l'],
};

/**
 * Reads a config's text.
 *
 * @param path absolute
 * @param file as the user would name it
 * @throws LvsgenError when it cannot be read or is not UTF-8
 */
export async function readConfigFile(path: string, file: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    const handle = await open(path);
    for await (const chunk of handle.createReadStream({ end: largestConfig })) {
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
    const [text, hint] = known ?? [`the file cannot be read: ${message}`, 'name another file'];
    throw new LvsgenError([{ severity: 'error', message: text, hint, file }]);
  }
  return decodeConfig(Buffer.concat(chunks), file);
}

/**
 * Decodes a config's text; a byte order mark at its start is left out.
 *
 * @throws LvsgenError when it is too large, or is not UTF-8, with the first line that is not
 */
export function decodeConfig(bytes: Uint8Array, file: string): string {
  if (bytes.length > largestConfig) {
    const message = `this has more than ${largestConfig} bytes, which no config needs`;
    const hint = 'name the file of a config, or write several configs';
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is not UTF-8 becomes U+FFFD, in the line that it stands in.
    const [before = ''] = new TextDecoder().decode(bytes).split('\uFFFD', 1);
    const line = before.split('\n').length;
    const isUtf16 = ['fffe', 'feff'].includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'));
    const from = isUtf16 ? 'UTF-16' : 'GBK';
    const message = 'this is not UTF-8, so its text may be misread';
    const hint = `save it as UTF-8, for example with iconv -f ${from} -t UTF-8 if it is ${from}`;
    const position = { line, column: 1 };
    throw new LvsgenError([{ severity: 'error', message, hint, file, position }]);
  }
}
