// Proves by running that values are inert: whatever is in them, the program `marker` does not run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LvsgenError } from '../../src/base/diagnostic.ts';
import { shell } from './render.ts';

let folder: string;
let runs = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lvsgen-inert-'));
  writeFileSync(join(folder, 'marker'), '#!/bin/sh\n: > "$NOTE"\n', { mode: 0o755 });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const shells = [['bash'], ['bash', '--posix'], ['dash']] as const;

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
      for (const [command, ...options] of shells) {
        const { stdout, ran } = run([command, ...options], script);
        expect(stdout).toBe([...values, last, ''].join('\0'));
        expect(ran).toBe(false);
      }
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
  let accepted = 0;
  fc.assert(
    fc.property(text, value, fc.constantFrom(...ends), (before, a, end) => {
      const script = rendered(`${before}\nv={{a}}\n`, a);
      if (script === undefined) return;
      accepted += 1;
      for (const command of [['bash'], ['dash']] as const) {
        expect(run(command, script + end).ran, script).toBe(false);
      }
    }),
    { numRuns: 700 },
  );
  expect(accepted).toBeGreaterThan(30);
});

it('is seen when it runs', () => {
  for (const command of shells) expect(run(command, 'x="$(marker)"\n').ran).toBe(true);
});

function rendered(text: string, a: string): string | undefined {
  try {
    return shell(text, { a, yes: true, no: false });
  } catch (error) {
    if (error instanceof LvsgenError) return undefined;
    throw error;
  }
}

/** Runs a script where `marker` is the only program. */
function run(
  [command, ...options]: readonly [string, ...string[]],
  script: string,
): { readonly stdout: string; readonly ran: boolean } {
  // What a script leaves behind in the background must not be taken for another one's.
  runs += 1;
  const note = join(folder, `note-${runs}`);
  const { stdout } = spawnSync(`/bin/${command}`, options, {
    input: script,
    env: { PATH: folder, LC_ALL: 'C.UTF-8', NOTE: note },
    cwd: folder,
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { stdout, ran: existsSync(note) };
}
