import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inTemporaryFolder } from '../src/base/files.ts';
import { temporaryFolder } from './commands/temporary-folder.ts';
import { failure } from './lint/support.ts';

let temporary = '';
beforeEach(() => {
  temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  return () => vi.unstubAllEnvs();
});

describe('a temporary folder', () => {
  it('holds the files while it is needed', async () => {
    const listeners = process.listenerCount('exit');
    const read = await inTemporaryFolder(new Map([['a', '服务器']]), (folder) => {
      expect(process.listenerCount('exit')).toBe(listeners + 1);
      return Promise.resolve(readFileSync(join(folder, 'a'), 'utf8'));
    });
    expect(read).toBe('服务器');
    expect(readdirSync(temporary)).toEqual([]);
    expect(process.listenerCount('exit')).toBe(listeners);
  });

  it('is removed when the work fails', async () => {
    const work = inTemporaryFolder(new Map([['a', '']]), () => Promise.reject(new Error('no')));
    await expect(work).rejects.toThrow('no');
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is removed when the process exits meanwhile', async () => {
    await inTemporaryFolder(new Map([['a', '']]), (folder) => {
      const [remove] = process.listeners('exit').slice(-1);
      remove?.(0);
      expect(existsSync(folder)).toBe(false);
      return Promise.resolve();
    });
  });

  it('says where it cannot be made', async () => {
    vi.stubEnv('TMPDIR', join(temporary, 'nowhere'));
    const work = inTemporaryFolder(new Map(), () => Promise.resolve());
    expect(await failure(work)).toContain('cannot write temporary files below this');
  });
});
