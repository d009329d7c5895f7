import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { reporters } from '../../src/report/index.ts';

const full = {
  severity: 'error',
  file: 'lvsgen.yaml',
  position: { line: 4, column: 12 },
  key: 'clusters.web.vips[0]',
  message: '192.168.10.300 is not an IPv4 address: 300 is more than 255',
  frame: '> 4 |   vips: [192.168.10.300]\n    |          ^',
  hint: 'write four numbers from 0 to 255',
} as const;

describe('the text report', () => {
  it('tells place, key, message, code and help', () => {
    expect(reporters.text([full], { colour: false }))
      .toBe(`lvsgen.yaml:4:12: error: clusters.web.vips[0]: 192.168.10.300 is not an IPv4 address: 300 is more than 255
> 4 |   vips: [192.168.10.300]
    |          ^
  = help: write four numbers from 0 to 255
`);
  });

  it('leaves out what there is not, and ends with the count of several', () => {
    const text = reporters.text(
      [
        { severity: 'error', message: 'no config' },
        { severity: 'warning', message: 'odd', file: 'a', rule: 'SC1000' },
        { severity: 'warning', message: 'odder', file: 'b', position: { line: 1, column: 2 } },
      ],
      { colour: false },
    );
    expect(text).toBe(
      'error: no config\n\na: warning: odd [SC1000]\n\nb:1:2: warning: odder\n\n1 error, 2 warnings\n',
    );
  });

  it('names the other place that explains it', () => {
    const related = { message: 'rendered from clusters.web', file: 'lvsgen.yaml' };
    const text = reporters.text(
      [{ ...full, related: { ...related, position: { line: 2, column: 3 } } }],
      { colour: false },
    );
    expect(text).toMatch(/ 255\n {2}= note: rendered from clusters\.web, lvsgen\.yaml:2:3\n$/);
    expect(reporters.text([{ ...full, related }], { colour: false })).toMatch(
      / {2}= note: rendered from clusters\.web, lvsgen\.yaml\n$/,
    );
  });

  it('has nothing to say about nothing', () => {
    expect(reporters.text([], { colour: true })).toBe('');
  });

  it('has colours only when they are asked for, and else the same text', () => {
    const plain = reporters.text([full, full], { colour: false });
    const coloured = reporters.text([full, full], { colour: true });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  it('shows control characters of the user’s files and does not send them to the terminal', () => {
    const text = reporters.text(
      [{ ...full, message: 'a\u001b[2Jb\u009b\u202e', frame: '> 1 | \tx\r\u0007' }],
      { colour: false },
    );
    expect(text).toContain('a\\u{1b}[2Jb\\u{9b}\\u{202e}');
    expect(text).toContain('> 1 | \tx\\u{d}\\u{7}\n');
  });
});
