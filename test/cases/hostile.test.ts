// Proves by running that a description is inert in every script: whatever is in it, the marker does not run.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ClusterConfig, render } from '../../src/index.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { hostileText } from '../fuzz/hostile.ts';
import { put } from '../output/tree.ts';

const director = {
  targets: ['el6', 'el9'] as const,
  interface: 'eth0',
  services: [{ mark: 1, ports: [80] }],
  realServers: [{ address: '192.0.2.21' }],
};
const modes: readonly ClusterConfig[] = [
  { mode: 'dr', vips: ['192.0.2.12'], targets: ['el6', 'el7'] },
  { mode: 'tun', vips: ['192.0.2.12'], targets: ['el7'], director },
  { mode: 'nat', vips: ['192.0.2.12'], targets: ['el9'], gateway: '192.0.2.1' },
];

/** What a description may hold. */
const description = hostileText
  .map((text) =>
    text
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
      .slice(0, 150)
      .trim(),
  )
  .map((text) => text.replace(/\p{Cs}/gu, ''))
  .filter((text) => text !== '');

/** All but the comments that begin a line. */
const code = (content = ''): readonly string[] =>
  content.split('\n').filter((line) => !line.startsWith('# '));

it('no description runs anything, in bash and dash', () => {
  const folder = temporaryFolder();
  const [marker, note] = [join(folder, 'pwn'), join(folder, 'note')];
  put(folder, 'pwn', `#!/bin/sh\n: > '${note}'\n`, 0o755);
  const runs = (script: string): boolean => {
    rmSync(note, { force: true });
    for (const shell of ['bash', 'dash']) {
      // Such an argument is refused before anything is done.
      spawnSync(shell, ['-s', 'nonsense'], { input: script, cwd: folder });
    }
    return existsSync(note);
  };
  expect(runs(`# x\n: "$(${marker})"\n`)).toBe(true);
  fc.assert(
    fc.property(description, fc.constantFrom(...modes), (text, mode) => {
      const hostile = text.replaceAll('pwn', marker);
      const plain = render({ clusters: { web: { ...mode, description: 'x' } } });
      for (const { path, content, language } of render({
        clusters: { web: { ...mode, description: hostile } },
      }).values()) {
        if (language !== 'shell') continue;
        expect(code(content), path).toEqual(code(plain.get(path)?.content));
        expect(runs(content.replace('. /etc/rc.d/init.d/functions', ':')), path).toBe(false);
      }
    }),
    { numRuns: 12 },
  );
});
