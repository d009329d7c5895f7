// The examples for CI, whose commands are run, and the hooks for pre-commit.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configNames } from '../../src/config/load.ts';
import { exitCodes } from '../../src/base/io.ts';
import { fourLines, project, renderedProject } from '../commands/project.ts';
import { put } from '../output/tree.ts';
import { codeBlocks, parseYaml, read } from './markdown.ts';
import { commitAll, runInShell, runLine } from './run-in-shell.ts';

/** The example that begins with a comment of its file name. */
function example(file: string): string {
  const blocks = codeBlocks(read('docs/ci.md')).map(({ code }) => code);
  return blocks.find((code) => code.startsWith(`# ${file}\n`)) ?? '';
}

describe.for(['.github/workflows/lvs.yaml', '.gitlab-ci.yml'])('%s', (file) => {
  const text = example(file);
  const commands = text.match(/npx lvsgen .*/g) ?? [];

  it('fails where there are differences and findings, and only there', async () => {
    expect(commands).toHaveLength(2);
    for (const line of commands) {
      const folder = await renderedProject();
      expect(await runLine(folder, line), line).toMatchObject({ code: exitCodes.clean });
      rmSync(join(folder, 'generated/web/real-server/el6'), { recursive: true });
      const found = await runLine(folder, line, { answer: 'finding' });
      expect(found, line).toMatchObject({ code: exitCodes.differences });
    }
  });

  it('installs lvsgen, and uploads the reports that it writes', () => {
    expect(parseYaml(text)).toBeTypeOf('object');
    expect(text).toMatch(/- (run: )?npm ci\n/);
    for (const [, report = ''] of text.matchAll(/> (\S+)$/gm))
      expect(text).toMatch(new RegExp(`(sarif_file|codequality): ${report}`));
  });
});

describe('the review of a pull request', () => {
  const review = parseYaml(example('.github/workflows/lvs-review.yaml')) as {
    jobs: { review: { steps: { run?: string }[] } };
  };
  const [install, ...lines] = review.jobs.review.steps.flatMap(({ run = [] }) => run);
  // Stands in for the program of GitHub: keeps its arguments and the comment.
  const programs = { gh: 'echo "$@" > arguments\ncp "$5" comment' };

  it.for([
    ['shows what a change does', fourLines.replace('10.12', '10.13'), /^\+vips='192\.168\.10\.13/m],
    ['says so where nothing changes', fourLines, /^What is rendered does not change\.\n$/],
  ] as const)('%s', ([, config, comment]) => {
    const folder = project();
    commitAll(folder);
    put(folder, 'lvsgen.yaml', config);
    commitAll(folder);
    expect(install).toBe('npm ci');
    for (const line of lines)
      expect(runInShell(folder, line, { programs, env: { NUMBER: '7' } })).toMatchObject({
        code: 0,
      });
    expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe(
      'pr comment 7 --body-file review.md --edit-last --create-if-none\n',
    );
    expect(readFileSync(join(folder, 'comment'), 'utf8')).toMatch(comment);
  });
});

it('the hooks for pre-commit are what the example uses', () => {
  const hooks = parseYaml(read('.pre-commit-hooks.yaml')) as Record<string, string>[];
  const { version, peerDependencies } = JSON.parse(read('package.json')) as {
    version: string;
    peerDependencies: Record<string, string>;
  };
  for (const { id, entry = '', files = '', additional_dependencies: packages } of hooks) {
    expect(id).toBe(entry.replace(' ', '-'));
    expect(packages).toEqual(Object.entries(peerDependencies).map((pair) => pair.join('@')));
    for (const config of configNames) expect(`sites/osaka/${config}`).toMatch(new RegExp(files));
    for (const other of ['my-lvsgen.yaml', 'lvsgen.yaml.orig', 'src/regenerated/a'])
      expect(other).not.toMatch(new RegExp(files));
  }
  const text = example('.pre-commit-config.yaml');
  expect(text).toContain(`rev: v${version}\n`);
  const used = Array.from(text.matchAll(/- id: (.*)/g), ([, id]) => id);
  expect(hooks.map(({ id }) => id)).toEqual(expect.arrayContaining(used));
});
