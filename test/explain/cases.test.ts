// A case is a folder in cases/ with a lvsgen.yaml. `npx vitest -u` writes beside it what `lvsgen explain` says of it:
// expected.txt in words, expected.mmd as a drawing. Read both before you commit them.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lvsgen } from '../commands/lvsgen.ts';
import { cases } from './cases.ts';

describe.for(cases)('$name', ({ folder }) => {
  it.for([
    ['text', 'expected.txt'],
    ['mermaid', 'expected.mmd'],
  ] as const)('as %s', async ([format, file]) => {
    const { code, stdout, stderr } = await lvsgen(folder, ['explain', '--format', format]);
    expect(code, stderr).toBe(0);
    await expect(stdout).toMatchFileSnapshot(join(folder, file));
    for (const line of stdout.split('\n')) expect(line).not.toMatch(/\s$|undefined|\[object/);
  });
});
