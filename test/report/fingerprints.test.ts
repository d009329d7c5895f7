import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { fingerprints } from '../../src/report/fingerprints.ts';

const finding: Diagnostic = {
  severity: 'error',
  file: 'generated/web/lvs-web',
  position: { line: 3, column: 4 },
  rule: 'SC2086',
  message: 'Double quote this.',
};

describe('a fingerprint', () => {
  it('stays when the finding moves, or is told in other words beside the message', () => {
    const moved: Diagnostic = {
      ...finding,
      position: { line: 30, column: 1 },
      frame: '> 30 | other',
      hint: 'quote it',
    };
    expect(fingerprints([moved])).toEqual(fingerprints([finding]));
  });

  it.for<Partial<Diagnostic>>([
    { file: 'generated/mail/lvs-mail' },
    { rule: 'SC2046' },
    { message: 'Double quote that.' },
    { key: 'clusters.web' },
  ])('is another with %o', (other) => {
    expect(fingerprints([{ ...finding, ...other }])).not.toEqual(fingerprints([finding]));
  });

  it('is there once for each of several that are the same', () => {
    const [first, second, third] = fingerprints([finding, finding, finding]);
    expect(fingerprints([finding])).toEqual([first]);
    expect(new Set([first, second, third]).size).toBe(3);
  });
});
