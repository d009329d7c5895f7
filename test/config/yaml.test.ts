import { describe, expect, it } from 'vitest';

import { complaints, diagnosticsOf, loadYaml, minimal, web } from './support.ts';

const unended = 'a list, a map or a text that began above does not end before this line';
const unclosed = 'look for a quote or a bracket that is missing here or above';
const inQuotes = 'put the value in quotes';
const astray = 'this line goes on with nothing above it';
const tooFar = 'a key that is indented further than the line above allows';
const asOthers = 'indent it as the keys beside it, or look above for a colon that is missing';

describe('YAML that cannot be parsed', () => {
  it.each([
    ...(
      [
        [
          'levels: -',
          '1:9',
          'a dash behind a key',
          'put a dash that is a value in quotes: "-"; begin a list in a line of its own',
        ],
        ['a:\n\tb: 1', '2:1', 'tabs are not allowed as indentation', 'indent with spaces'],
        ['a: [1, 2\nb: 3', '2:1', unended, unclosed],
        ['a: {b: 1\nc: 2', '2:1', unended, unclosed],
        ["a: 'x\nb: 1", '2:1', unended, unclosed],
        [
          'a: [\n  1\n]',
          '3:1',
          'the bracket at the end of a list or a map is not indented further than its key',
          'indent this line by one blank more than the key',
        ],
        ['a: "x', '1:5', 'a text in quotes does not end', unclosed],
        ['[1, 2', '1:5', 'a list or a map in brackets does not end', unclosed],
        ['a: [1 [2]]', '1:7', 'a comma is missing between two values in brackets', unclosed],
        ['a: [1,,2]', '1:7', 'a comma with nothing before it', 'remove it'],
        ['a: @x', '1:4', 'a value cannot begin with @', inQuotes],
        ['a: }', '1:4', 'a value cannot begin with }', inQuotes],
        ['a: b: c', '1:5', 'a value with a colon and a blank in it', inQuotes],
        [
          'a: "x" y',
          '1:8',
          'something follows on a value that has ended',
          'put all of the value in quotes',
        ],
        ['a: 1\nb', '2:1', 'a key without a colon', 'put a colon behind the key'],
        ['"a":1', '1:5', 'a colon with nothing behind it', 'put a blank behind the colon'],
        ['a:\n   b: 1\n  c: 2', '3:3', astray, 'indent it as the lines beside it'],
        ['a:\n  - b\n - c', '3:2', astray, 'indent it as the lines beside it'],
        ['a:\n  b: 1\n   c: 2', '3:5', tooFar, asOthers],
        ['a:\n  b\n    c: 1', '3:6', tooFar, asOthers],
        ['a: "\u0001"', '1:5', 'a control character', 'remove it'],
        ['a: *', '1:4', 'an asterisk without a name', 'put a text with an asterisk in quotes'],
        [
          'a: "\\q"',
          '1:6',
          'unknown escape sequence',
          'look here and above for a quote, a bracket or an indentation that is wrong',
        ],
      ] as const
    ).map(([text, place, problem, hint]) => [text, place, `this is not YAML: ${problem}`, hint]),
    [
      'a: 1\n---\nb: 2',
      '2:1',
      'this starts a second document: a config is one',
      'keep one document, and give each cluster a key under clusters',
    ],
    [
      'a: *b',
      '1:4',
      'the alias "*b" repeats nothing: no anchor of that name stands above it',
      'put a text with an asterisk in quotes',
    ],
    [
      'a: *b\nb: &b 1',
      '1:4',
      'the alias "*b" repeats nothing: no anchor of that name stands above it',
      'put a text with an asterisk in quotes',
    ],
    [
      'a: &a [*a]',
      '1:8',
      'the alias "*a" stands inside the value that it repeats',
      'write the value out',
    ],
    [
      '---\na: 1\n---\n',
      '3:1',
      'this starts a second document: a config is one',
      'keep one document, and give each cluster a key under clusters',
    ],
    [
      'a: 1\n...\nb: 2',
      '3:1',
      'this starts a second document: a config is one',
      'keep one document, and give each cluster a key under clusters',
    ],
    [
      'a: !!str 8',
      '1:4',
      'a tag has no meaning in a config',
      'remove the word with the exclamation mark, or put the value in quotes',
    ],
    [
      'a: !secret b',
      '1:4',
      'a tag has no meaning in a config',
      'remove the word with the exclamation mark, or put the value in quotes',
    ],
  ])('%j', async (text, place, message, hint) => {
    const [first, ...others] = await diagnosticsOf(() => loadYaml(text));
    const { line = 0, column = 0 } = first?.position ?? {};
    expect([`${line}:${column}`, first?.message, first?.hint]).toEqual([place, message, hint]);
    expect(first?.file).toBe('<stdin>');
    expect(first?.frame).toContain('^');
    expect(others).toEqual([]);
  });

  it('refuses what is nested deep, at any depth', async () => {
    const messages = await Promise.all(
      [33, 2_000, 20_000].map(async (depth) => {
        const text = '['.repeat(depth) + ']'.repeat(depth);
        return (await diagnosticsOf(() => loadYaml(text)))[0]?.message;
      }),
    );
    expect(messages).toEqual([
      'this is nested more than 32 levels deep, and a config has five',
      expect.stringContaining('nested'),
      'the config is nested too deep to be read',
    ]);
  });

  it('refuses aliases that multiply', async () => {
    const lines = Array.from({ length: 9 }, (_, index) => {
      const inner = index === 0 ? 'x' : `*l${index - 1}`;
      return `l${index}: &l${index} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    });
    const found = await diagnosticsOf(() => loadYaml(lines.join('\n')));
    expect(found.map(({ message }) => message)).toEqual([
      'aliases repeat more than 1000000 values',
    ]);
  });

  it('allows one anchor for thousands of clusters', async () => {
    const clusters = Array.from({ length: 500 }, (_, index) => `  c${index}: *c`);
    const text = `clusters:\n  c: &c { mode: dr, vips: [10.0.0.1], targets: [el7] }\n${clusters.join('\n')}\n`;
    await expect(loadYaml(text)).resolves.toBeDefined();
  });
});

describe('scalars are read as they are written', () => {
  it.each([
    ['010', '010'],
    ['10.1', '10.1'],
    ['1_000', '1_000'],
    ['0x10', '0x10'],
    ['0o17', '0o17'],
    ['1e3', '1e3'],
    ['yes', 'yes'],
    ['.inf', '.inf'],
    ['-7', -7],
    ['345', 345],
    ['true', true],
    ['~', null],
    ['"345"', '345'],
    ['2024-01-01', '2024-01-01'],
  ])('%s', async (written, read) => {
    const { config } = await loadYaml(`a: ${written}`);
    expect(config).toEqual({ a: read });
  });
});

describe('keys', () => {
  it('that are there twice are named with both lines, beside the other errors', async () => {
    const text = web(...minimal, 'vips: [10.1]', 'mode: dr');
    expect(await complaints(text)).toEqual([
      '6:5 error clusters.web.vips: vips is there twice, in line 4 and in line 6 [keep one: the other would be ignored]',
      expect.stringMatching(/^6:12 error clusters\.web\.vips\[0\]: 10\.1 is not/),
      '7:5 error clusters.web.mode: mode is there twice, in line 3 and in line 7 [keep one: the other would be ignored]',
    ]);
  });

  it('that are there twice in one line', async () => {
    const text = 'clusters: { web: { mode: dr, mode: dr, vips: [10.0.0.1], targets: [el7] } }';
    expect(await complaints(text)).toEqual([
      '1:30 error clusters.web.mode: mode is there twice, both in line 1 [keep one: the other would be ignored]',
    ]);
  });

  it('that are unknown and there twice are not told about twice at one place', async () => {
    const places = (await complaints(web(...minimal, 'vip: 1', 'vip: 2'))).map(
      (line) => line.split(': ')[0],
    );
    expect(places).toEqual(['7:5 error clusters.web.vip']);
  });

  it.each([
    ['80: 1', '6:5 error clusters.web: the key "80" is not text'],
    ['true: 1', '6:5 error clusters.web: the key "true" is not text'],
    ['~: 1', '6:5 error clusters.web: the key "~" is not text'],
    ['? [a]\n    : 1', '6:7 error clusters.web: this key is not text'],
    ['? { a: b }\n    : 1', '6:7 error clusters.web: this key is not text'],
  ])('that are not text are refused: %s', async (line, complaint) => {
    const found = await complaints(web(...minimal, line));
    expect(found).toEqual([`${complaint} [put a key that looks like something else in quotes]`]);
  });
});
