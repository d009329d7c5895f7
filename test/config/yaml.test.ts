import { describe, expect, it } from 'vitest';

import { complaints, diagnosticsOf, loadYaml, minimal, web } from './support.ts';

describe('YAML that cannot be parsed', () => {
  it.each([
    [
      'levels: -',
      '1:9',
      'this is not YAML: Unexpected block-seq-ind on same line with key',
      'put all of the value in quotes, a dash too, or look for a bracket that is wrong',
    ],
    [
      'a:\n\tb: 1',
      '2:1',
      'this is not YAML: Tabs are not allowed as indentation',
      'indent with spaces',
    ],
    [
      'a: [1, 2\nb: 3',
      '2:1',
      'this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      'look for a bracket that is missing above, or indent this line as those beside it',
    ],
    [
      'a: {b: 1\nc: 2',
      '2:1',
      'this is not YAML: Flow map in block collection must be sufficiently indented and end with a }',
      'look for a bracket that is missing above, or indent this line as those beside it',
    ],
    [
      "a: 'x\nb: 1",
      '2:4',
      "this is not YAML: Missing closing 'quote",
      'look for a quote, a bracket, a comma or a colon that is missing here or above',
    ],
    [
      'a: "x',
      '1:5',
      'this is not YAML: Missing closing "quote',
      'look for a quote, a bracket, a comma or a colon that is missing here or above',
    ],
    [
      '[1, 2',
      '1:5',
      'this is not YAML: Flow sequence must end with a ]',
      'look for a quote, a bracket, a comma or a colon that is missing here or above',
    ],
    [
      'a: [1 [2]]',
      '1:7',
      'this is not YAML: Missing , or : between flow sequence items',
      'look for a quote, a bracket, a comma or a colon that is missing here or above',
    ],
    [
      'a: [1,,2]',
      '1:7',
      'this is not YAML: Unexpected , in flow sequence',
      'put all of the value in quotes, a dash too, or look for a bracket that is wrong',
    ],
    [
      'a: @x',
      '1:4',
      'this is not YAML: Plain value cannot start with reserved character @',
      'put the value in quotes',
    ],
    [
      'a: }',
      '1:4',
      'this is not YAML: Unexpected flow-map-end token in YAML stream: "}"',
      'put all of the value in quotes, a dash too, or look for a bracket that is wrong',
    ],
    [
      'a: b: c',
      '1:4',
      'this is not YAML: Nested mappings are not allowed in compact mappings',
      'put a value with a colon in quotes, and indent keys as those beside them',
    ],
    [
      'a: "x" y',
      '1:8',
      'this is not YAML: Unexpected scalar at node end',
      'put all of the value in quotes, a dash too, or look for a bracket that is wrong',
    ],
    [
      'a: 1\nb',
      '2:1',
      'this is not YAML: Implicit map keys need to be followed by map values',
      'look for a quote, a bracket, a comma or a colon that is missing here or above',
    ],
    [
      '"a":1',
      '1:4',
      'this is not YAML: Unexpected scalar at node end',
      'put all of the value in quotes, a dash too, or look for a bracket that is wrong',
    ],
    [
      'a:\n   b: 1\n  c: 2',
      '3:3',
      'this is not YAML: All mapping items must start at the same column',
      'look for a bracket that is missing above, or indent this line as those beside it',
    ],
    [
      'a:\n  - b\n - c',
      '3:2',
      'this is not YAML: A block sequence may not be used as an implicit map key',
      'put a value with a colon in quotes, and indent keys as those beside them',
    ],
    [
      'a:\n  b: 1\n   c: 2',
      '2:6',
      'this is not YAML: Nested mappings are not allowed in compact mappings',
      'put a value with a colon in quotes, and indent keys as those beside them',
    ],
    [
      'a:\n  b\n    c: 1',
      '2:3',
      'this is not YAML: Implicit keys need to be on a single line',
      'look above for a colon that is missing, and indent keys as those beside',
    ],
    ['a: "\u0001"', '1:5', 'this is not YAML: a control character', 'remove it'],
    [
      'a: *',
      '1:4',
      'this is not YAML: Alias cannot be an empty string',
      'put a text with an asterisk in quotes',
    ],
    [
      'a: "\\q"',
      '1:5',
      'this is not YAML: Invalid escape sequence \\q',
      'look here and above for a quote, a bracket or an indentation that is wrong',
    ],
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
      '1:10',
      'a tag has no meaning in a config',
      'remove the word with the exclamation mark, or put the value in quotes',
    ],
    [
      'a: !secret b',
      '1:12',
      'a tag has no meaning in a config',
      'remove the word with the exclamation mark, or put the value in quotes',
    ],
    [
      'a: !x [b]',
      '1:7',
      'a tag has no meaning in a config',
      'remove the word with the exclamation mark, or put the value in quotes',
    ],
    [
      'a: "x\n',
      '1:5',
      'this is not YAML: Missing closing "quote',
      'look for a quote, a bracket, a comma or a colon that is missing here or above',
    ],
  ])('%j', async (text, place, message, hint) => {
    const [first, ...others] = await diagnosticsOf(() => loadYaml(text));
    const { line = 0, column = 0 } = first?.position ?? {};
    expect([`${line}:${column}`, first?.message, first?.hint]).toEqual([place, message, hint]);
    expect(first?.file).toBe('<stdin>');
    expect(first?.frame).toContain('^');
    expect(others).toEqual([]);
  });

  it.each(['[', '{ a: ', '- '])('refuses what is nested deep, by %j', async (open) => {
    const found = await diagnosticsOf(() => loadYaml(open.repeat(100_000)));
    expect(found).toMatchObject([{ message: expect.stringMatching(/^this is nested/) as string }]);
  });

  it('refuses aliases that multiply', async () => {
    const lines = Array.from({ length: 9 }, (_, index) => {
      const inner = index === 0 ? 'x' : `*l${index - 1}`;
      return `l${index}: &l${index} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    });
    const found = await diagnosticsOf(() => loadYaml(lines.join('\n')));
    expect(found.map(({ message }) => message)).toEqual([
      'with what aliases repeat, these are more than 1000000 values',
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
