import { open } from 'node:fs/promises';

import { LvsgenError } from '../diagnostic.ts';
import { largestConfig } from './largest.ts';

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
  let bytes: Uint8Array;
  try {
    bytes = await readStart(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
    const [text, hint] = known ?? [`the file cannot be read: ${message}`, 'name another file'];
    throw new LvsgenError([{ severity: 'error', message: text, hint, file }]);
  }
  return decodeConfig(bytes, file);
}

/** As much of a file as it takes to see whether it is too large. */
async function readStart(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  const chunks: Uint8Array[] = [];
  for await (const chunk of handle.createReadStream({ end: largestConfig })) {
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
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
  const text = decoded(bytes);
  if (text !== undefined) return text;
  const line = firstBrokenLine(bytes);
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const from = isUtf16 ? 'UTF-16' : 'GBK';
  const hint = `save it as UTF-8, for example with iconv -f ${from} -t UTF-8 if it is ${from}`;
  const message = 'this is not UTF-8, so its text may be misread';
  throw new LvsgenError([
    { severity: 'error', message, hint, file, position: { line, column: 1 } },
  ]);
}

function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || decoded(bytes.subarray(start, end)) === undefined) return line;
    start = end + 1;
  }
  return line;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
