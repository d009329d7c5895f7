// ShellCheck and the unit linters over the scripts of all cases at once, each distinct one once.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generate } from '../../src/generate.ts';
import { render } from '../../src/index.ts';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { LvsgenError } from '../../src/diagnostic.ts';
import { lint } from '../../src/lint/index.ts';
import type { RenderedFile } from '../../src/model/artifact.ts';
import { anyConfig } from './any-config.ts';
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
    return generate(resolveConfigs([await loadConfig({ cwd: folder })]).configs);
  } catch (error) {
    if (error instanceof LvsgenError) return [];
    throw error;
  }
}

it('any config that is right is clean for the linters', async () => {
  // One config, another one in each run: ShellCheck takes its time.
  const [config = { clusters: {} }] = fc.sample(anyConfig, 1);
  const { diagnostics } = await lint([...render(config).values()]);
  expect(diagnostics, JSON.stringify(config)).toEqual([]);
});
