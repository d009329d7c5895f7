// Proves by running that values are inert: whatever is in them, the program `marker` does not run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LvsgenError } from '../../src/base/diagnostic.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { put } from '../output/tree.ts';
import { shell } from './render.ts';

const shells = ['bash', 'bash --posix', 'dash'];

const pieces = String.raw`' " \ $ ${'`'} $( ) $(marker) ${'`'}marker${'`'} ; | & && > < << ( { } # ! * ? [ ] ~ = - % %s : , marker x 1 é 😀 ${'${x}'} $HOME in esac`;
const anyValue = fc
  .array(fc.constantFrom(...pieces.split(' '), ' ', '\t', '\n', '\u00a0', "'\nmarker\n'"), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

it('any value is all of the assignment, byte for byte, and runs nothing', () => {
  const text =
    '# of {{inComment}}.\n{{#each values}}\nx={{this}}\nprintf "%s\\0" "$x"\n{{/each}}\nx={{last}} # of {{inComment}}.\nprintf "%s\\0" "$x"\n';
  const some = fc.array(anyValue, { minLength: 40, maxLength: 60 });
  fc.assert(
    fc.property(some, anyValue, (values, last) => {
      const inComment = `x${last.replaceAll(/[\n\t]/g, '')}`;
      const script = shell(text, { values, last, inComment });
      const printed = [...values, last, ''].join('\0');
      expect(run(shells, [script])).toEqual({ stdout: printed.repeat(shells.length), ran: [] });
    }),
    { numRuns: 5 },
  );
});

// What quotes are made of, in few pieces, so that many of them match.
const fragments = [
  ...['"', '"', "'", "'", '\\', '\\\\', '$', '$(', '"$(', '(', ')', '))', '${x:-', '${x%', '}'],
  ...['`', '<', '<<E', 'E', '#', '[[ ', ' ]]', '@(', '|', '&&', ';', 'echo ', 'x', 'x) ', '=~ '],
  ...['\n', '\n', ' ', ' ', '\u00a0', '\\\\\n', '# ', 'case x in ', ' ;; esac', '<<E\n', 'E\n'],
  ...['{{#if yes}}', '{{else}}', '{{/if}}', '{{! }}', '\nv={{a}}\n', '\nv={{a}}\n', '# {{a}}\n'],
];
/** These may end what is open. */
const ends = ['', '"\n', "'\n", ')\n', '}"\n', ')"\n', '))\n', 'E\n'];

it('in whatever text a value is accepted, it runs nothing', () => {
  const text = fc
    .uniqueArray(fc.constantFrom(...fragments), { minLength: 3, maxLength: 7 })
    .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 4, maxLength: 14 }))
    .map((parts) => parts.join(''))
    .filter((parts) => /["'`\\$(<]/.test(parts));
  const value = fc.constantFrom(
    ...['$(marker)', "'$(marker)'", "'\nmarker\n'", "'; marker; '", '"`marker`"', 'a[$(marker)]'],
  );
  const accepted: string[] = [];
  fc.assert(
    fc.property(text, value, fc.constantFrom(...ends), (before, a, end) => {
      const script = rendered(`${before}\nv={{a}}\n`, a);
      if (script !== undefined) accepted.push(script + end);
    }),
    { numRuns: 700 },
  );
  expect(accepted.length).toBeGreaterThan(30);
  expect(run(['bash', 'dash'], accepted).ran).toEqual([]);
});

it('is seen when it runs', () => {
  const scripts = [':\n', 'x="$(marker)"\n', '"\n'];
  for (const shell of shells) expect(run([shell], scripts).ran).toEqual([scripts[1]]);
});

function rendered(text: string, a: string): string | undefined {
  try {
    return shell(text, { a, yes: true, no: false });
  } catch (error) {
    if (error instanceof LvsgenError) return undefined;
    throw error;
  }
}

/** Runs scripts where `marker` is the only program, each in these shells; tells what they print, and which have run it. */
function run(
  shells: readonly string[],
  scripts: readonly string[],
): { readonly stdout: string; readonly ran: readonly string[] } {
  const folder = temporaryFolder();
  put(folder, 'marker', '#!/bin/sh\n: > "$NOTE"\n', 0o755);
  for (const [index, script] of scripts.entries()) put(folder, `script-${index}`, script);
  const calls = shells.map((shell) => `NOTE=note-$1 /bin/${shell} < script-$1`).join('\n');
  // What a script leaves behind in the background keeps the output open, and so is waited for.
  const { stdout, status } = spawnSync(
    '/bin/dash',
    ['-c', `while [ $# -gt 0 ]; do\n${calls}\nshift; done; exit 0`, 'dash', ...scripts.keys()].map(
      String,
    ),
    { env: { PATH: folder, LC_ALL: 'C.UTF-8' }, cwd: folder, encoding: 'utf8', timeout: 60_000 },
  );
  expect(status).toBe(0);
  return { stdout, ran: scripts.filter((_, index) => existsSync(join(folder, `note-${index}`))) };
}
