import fc from 'fast-check';
import { expect, it } from 'vitest';

import { createRenderer } from '../../src/render/renderer.ts';
import { asBundled } from '../../src/render/templates.ts';
import { artifact, shell } from './render.ts';
import { SHELLS, run } from './shells.ts';
import { HOSTILE, anyValue } from './values.ts';

const PRELUDE = `show() { printf '%s\\0' "$@"; }\n`;

/** Templates that print, and what they have to print for two values. */
const PLACES: readonly (readonly [string, (a: string, b: string) => string[]])[] = [
  ['show {{a}}', (a) => [a]],
  ['show {{a}} {{b}}', (a, b) => [a, b]],
  ['show {{a}}{{b}}', (a, b) => [a + b]],
  ['show /lock/{{a}}', (a) => [`/lock/${a}`]],
  ['show {{a}}={{b}}', (a, b) => [`${a}=${b}`]],
  ['show --name={{a}}.x', (a) => [`--name=${a}.x`]],
  ['show ""{{a}}\'\'', (a) => [a]],
  ['show "x y"{{a}}"$HOME"', (a) => [`x y${a}/home/nobody`]],
  ['show {{a}}#{{b}} # {{word}} it is', (a, b) => [`${a}#${b}`]],
  ['x={{a}}\nshow "$x"', (a) => [a]],
  ['x=/run/{{a}}:{{b}}\nshow "$x"', (a, b) => [`/run/${a}:${b}`]],
  ['x={{a}} y={{b}} && show "$x" "$y"', (a, b) => [a, b]],
  ['x={{a}} show x', () => ['x']],
  ['for x in {{a}} {{b}}; do show "$x"; done', (a, b) => [a, b]],
  ['for x in {{a}}; do show "$x"; done', (a) => [a]],
  [
    'case {{a}} in {{b}}) show same ;; *) show other ;; esac',
    (a, b) => [a === b ? 'same' : 'other'],
  ],
  ['case {{a}} in\n    x | {{a}}) show same ;;\n    *) show other ;;\nesac', () => ['same']],
  ['case x{{a}}y in x{{a}}*) show begins ;; esac', () => ['begins']],
  ['[ {{a}} = {{a}} ] && show equal', () => ['equal']],
  ['x=$(printf %s. {{a}})\nshow "$x"', (a) => [`${a}.`]],
  ['show "<$(printf %s. "$(printf %s. {{a}})")>"', (a) => [`<${a}..>`]],
  ['(show {{a}})', (a) => [a]],
  ['{ show {{a}}; }', (a) => [a]],
  ['if :; then show {{a}}; fi', (a) => [a]],
  ['! show {{a}} || :', (a) => [a]],
  ['show \\\n    {{a}}', (a) => [a]],
  ['show {{a}} \\\n    {{b}}', (a, b) => [a, b]],
  ['printf "%s\\\\0" {{a}} 2>&1', (a) => [a]],
  ['show {{a}} >&1', (a) => [a]],
  ['command show {{a}} 2>/dev/null || show {{a}}', (a) => [a]],
  ['x=${x:+}{{a}}\nshow "$x"', (a) => [a]],
  ['show $((1 + (2 * 3))){{a}}', (a) => [`7${a}`]],
  ['read x <<EOF\nfixed\nEOF\nshow "$x" {{a}}', (a) => ['fixed', a]],
];

const body = PLACES.map(([text]) => `{{#with this}}\n${text}\n{{/with}}\n`).join('');
const renderPlaces = createRenderer(
  asBundled(new Map([['real-server/example', `${PRELUDE}{{#each values}}\n${body}{{/each}}\n`]])),
);

function expectToArrive(pairs: readonly (readonly [string, string])[]): void {
  const values = pairs.map(([a, b]) => ({ a, b, word: 'so' }));
  const script = renderPlaces(artifact({ values })).content;
  const expected = pairs.flatMap(([a, b]) => PLACES.flatMap(([, print]) => print(a, b)));
  for (const command of SHELLS) expect(run(command, script), command.join(' ')).toEqual(expected);
}

it('any value arrives byte for byte in every shell, wherever a template may print it', () => {
  const pairs = fc.array(fc.tuple(anyValue, anyValue), { minLength: 10, maxLength: 25 });
  fc.assert(fc.property(pairs, expectToArrive), { numRuns: 3, endOnFailure: true });
});

it('the values known to be hostile arrive', () => {
  expectToArrive(HOSTILE.map((a, index) => [a, HOSTILE.at(index - 1) ?? '']));
});

it('where a command begins a value is a name, never a reserved word', () => {
  const script = shell('{{a}} 2>/dev/null || printf "%s\\0" "$?"\n', { a: 'if' });
  for (const command of SHELLS) expect(run(command, script), command.join(' ')).toEqual(['127']);
});

it('simple values stay bare, all others are quoted', () => {
  const view = {
    a: '10.0.0.1/24',
    b: 'eth0.100:1',
    c: 'a b',
    d: '',
    e: "it's",
    f: 'a@b+c%d_e-f',
    g: 7,
  };
  expect(shell('ip {{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{g}}\n', view)).toBe(
    `ip 10.0.0.1/24 eth0.100:1 'a b' '' 'it'\\''s' a@b+c%d_e-f 7\n`,
  );
});

it('at the start of a command simple values are quoted too, since they could be a reserved word', () => {
  expect(shell('{{a}} {{a}}\nx=1 {{a}}\ni{{a}}\n/bin/{{a}}\n>{{a}} x\nx={{a}}\n', { a: 'f' })).toBe(
    `'f' f\nx=1 'f'\ni'f'\n/bin/f\n>f x\nx=f\n`,
  );
});

it.each([
  ['a NUL byte', 'a\0b', 'NUL'],
  ['a lone surrogate', 'a\ud800b', 'surrogate'],
])('a word with %s is refused', (_, a, reason) => {
  expect(() => shell('echo {{a}}\n', { a })).toThrow(reason);
});
