// ShellCheck and the unit linters over the scripts of all cases at once, each distinct one once.
import { expect, it } from 'vitest';
import { generate } from '../../src/generate.ts';
import { loadConfig } from '../../src/config/load.ts';
import { resolveClusters } from '../../src/config/resolve.ts';
import { LvsgenError } from '../../src/diagnostic.ts';
import { lint } from '../../src/lint/index.ts';
import type { RenderedFile } from '../../src/model/artifact.ts';
import { type Case, cases } from './case.ts';

it('finds nothing in what the cases render to', async () => {
  const rendered = (await Promise.all(cases.map(filesOf))).flat();
  const distinct = new Map(rendered.map((file) => [file.content, file]));
  expect(distinct.size).toBeGreaterThan(15);
  const { diagnostics, shellcheck } = await lint([...distinct.values()]);
  expect(diagnostics).toEqual([]);
  expect(shellcheck.kind).not.toBe('none');
});

/** What a case renders to; nothing if it is refused. */
async function filesOf({ folder }: Case): Promise<readonly RenderedFile[]> {
  try {
    return generate(resolveClusters(await loadConfig({ cwd: folder })).clusters);
  } catch (error) {
    if (error instanceof LvsgenError) return [];
    throw error;
  }
}
