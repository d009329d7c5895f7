// The fragment of a spec in the READMEs is that of the spec which test/rpm/own-spec.long.test.ts builds.
import { describe, expect, it } from 'vitest';
import { codeBlocks, read, readmes } from './markdown.ts';

const withoutComments = (text: string): string => text.replaceAll(/^# .*\n/gm, '');
const own = withoutComments(read('test/rpm/own.spec'));

describe.for(readmes)('the spec in %s', (name) => {
  it('has nothing but what is built', () => {
    const fragment = codeBlocks(read(name)).find(({ language }) => language === 'spec')?.code ?? '';
    const parts = withoutComments(fragment).trim().split(/\n+/);
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) expect(own).toContain(`${part}\n`);
  });
});
