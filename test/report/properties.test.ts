// What holds for any diagnostics, whatever stands in the files that they are about.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { reporters } from '../../src/report/index.ts';
import { sarifProblems } from './sarif-schema.ts';

/** Text with what a terminal, GitHub or a reader of JSON might obey. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('\n', '\r', '::', '::error::', '##[', '%0A', '%', ',', '](', '[', '\\', '"'),
      fc.constantFrom('\u001b[2J', '\u009b', '\u0085', '\u202e', '\u2028', '𝄞'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const path = fc.oneof(
  fc.constantFrom(
    'lvsgen.yaml',
    'generated/web/lvs-web',
    '/srv/lvs web',
    '../lvsgen.yaml',
    '<stdin>',
  ),
  text,
);
const number = fc.integer({ min: 1, max: 99_999 });
const position = fc.record({ line: number, column: number });
const related = fc.record(
  { message: text, file: path, position, key: text },
  { requiredKeys: ['message', 'file'] },
);
const diagnostic: fc.Arbitrary<Diagnostic> = fc.record(
  {
    severity: fc.constantFrom('error', 'warning'),
    message: text,
    hint: text,
    file: path,
    position,
    key: text,
    rule: fc.oneof(fc.constantFrom('SC2086', 'systemd-219'), text),
    frame: text,
    related,
  },
  { requiredKeys: ['severity', 'message'] },
);
/** Some of them more than once. */
const diagnostics = fc
  .tuple(fc.array(diagnostic, { maxLength: 5 }), fc.nat(5))
  .map(([some, count]) => [...some, ...some.slice(0, count)]);
const options = { colour: false, version: '1.2.3' };

function forAny(check: (some: readonly Diagnostic[]) => void): void {
  fc.assert(fc.property(diagnostics, check), { numRuns: 150 });
}

it.for(['text', 'github'] as const)('%s says nothing to a terminal but text', (format) => {
  forAny((some) => {
    const report = reporters[format](some, options);
    // eslint-disable-next-line no-control-regex -- they are what it is about
    expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028]/);
    expect(report.endsWith('\n') || report === '').toBe(true);
  });
});

it('github has a line for each, and no command of another', () => {
  forAny((some) => {
    const lines = reporters.github(some, options).split('\n').slice(0, -1);
    expect(lines).toHaveLength(some.length);
    for (const [i, line] of lines.entries()) {
      const [, command, properties = '', ...rest] =
        /^::(error|warning) ([^:]*)::(?:[^\r]*)$/.exec(line) ?? [];
      expect(rest).toEqual([]);
      expect(command).toBe(some[i]?.severity);
      expect(properties.split(',').every((one) => /^(?:file|line|col|title)=/.test(one))).toBe(
        true,
      );
    }
  });
});

it('sarif is valid, with a rule and one place for each', () => {
  forAny((some) => {
    const log = JSON.parse(reporters.sarif(some, options)) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: SarifResult[] }];
    };
    expect(sarifProblems(log)).toEqual([]);
    const { tool, results } = log.runs[0];
    expect(results).toHaveLength(some.length);
    for (const { ruleId, ruleIndex, locations, message } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations).toHaveLength(1);
      expect(message.text.replace(/\]\(1\)$/, '')).not.toContain('](');
    }
  });
});

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly locations: unknown[];
  readonly message: { readonly text: string };
}
