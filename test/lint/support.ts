import { join } from 'node:path';
import { LvsgenError } from '../../src/base/diagnostic.ts';
import type { RenderedFile } from '../../src/roles/artifact.ts';
import { put, rendered } from '../output/tree.ts';

/** Puts a program that does what the lines of shell say, and answers its path. */
export function fakeTool(folder: string, name: string, ...lines: string[]): string {
  put(folder, name, `#!/bin/sh\n${lines.join('\n')}\n`, 0o755);
  return join(folder, name);
}

/** A rendered script of its own cluster. */
export function script(cluster: string, ...lines: string[]): RenderedFile {
  const path = `${cluster}/real-server/el6/etc/rc.d/init.d/lvs-${cluster}`;
  return { ...rendered(path), content: ['#!/bin/sh', ...lines, ''].join('\n') };
}

/** A unit as it should be, but for the lines added to its sections. */
export function unit(cluster: string, inUnit = '', inService = ''): RenderedFile {
  const path = `${cluster}/real-server/el7/usr/lib/systemd/system/lvs-${cluster}.service`;
  const content = `[Unit]
Description=VIPs of a real server
After=network.service
${inUnit}
[Service]
Type=oneshot
ExecStart=/usr/sbin/lvs-${cluster} start
${inService}
`;
  return { ...rendered(path), mode: 0o644, content };
}

/** The message and hint of the LvsgenError that is thrown; anything else fails the test. */
export async function failure(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    return error.diagnostics.map(({ message, hint = '' }) => `${message}\n${hint}`).join('\n');
  }
  throw new Error('nothing failed');
}
