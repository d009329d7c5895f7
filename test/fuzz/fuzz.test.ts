// Small samples, with one seed: the same on every machine. `npm run test:long` runs larger ones.
import { describe, expect, it } from 'vitest';
import { fuzzConfigText, fuzzPrograms, fuzzTemplates, plantedLinks } from './index.ts';
import { textFault } from './documented.ts';
import { runTrees, sandboxLacks } from './sandbox.ts';
import { shrunk } from './outcome.ts';

const seed = 1;
const lacks = sandboxLacks();

describe('a sample of what must hold whatever is put in', () => {
  it('any text of a config', async () => {
    expect(await fuzzConfigText({ seed, runs: 60 })).toEqual(all(60));
  });

  it('any value of a program', async () => {
    expect(await fuzzPrograms({ seed, runs: 50 })).toEqual(all(50));
  });

  it('any change of a template', async () => {
    expect(await fuzzTemplates({ seed, runs: 6, nodes: 1 })).toEqual(all(6));
  });

  it('anything planted where files are written', async () => {
    expect(await plantedLinks({ seed: 2, runs: 8 })).toEqual(all(8));
  });
});

describe('what finds a fault', () => {
  const script = (body: string): Parameters<typeof runTrees>[0][number] => ({
    files: [
      {
        cluster: 'web',
        role: 'real-server',
        target: 'el6',
        path: 'web/real-server/el6/etc/rc.d/init.d/lvs-web',
        mode: 0o755,
        language: 'shell',
        content: `#!/bin/sh\n${body}\n`,
      },
    ],
  });

  it.skipIf(lacks !== '')('sees the marker run, and a file of its name', async () => {
    const trees = ["echo '$(pwn)' ';pwn;'", 'echo "$(pwn)"', 'echo x >pwn', ': pwn'].map(script);
    const { runs, escaped } = await runTrees(trees, ['start'], true);
    expect(runs).toBe(12);
    expect([...escaped.keys()].sort()).toEqual([1, 2]);
  });

  it('sees what a terminal obeys, and a stack', () => {
    expect(textFault('a\u001b[2J')).toBe('prints U+1b as it is');
    expect(textFault('a \u202e b')).toBe('prints U+202e as it is');
    expect(textFault('x\n    at f (/a/b.ts:1:2)\n')).toBe('shows a stack');
  });

  it('makes a text small', async () => {
    const text = `${'a'.repeat(50)}<${'b'.repeat(70)}>`;
    expect(await shrunk(text, (one) => (/<.*>/.test(one) ? 'both' : undefined))).toBe('<>');
  });
});

function all(runs: number): unknown {
  return { runs, held: runs, failures: [] };
}
