// The hooks for pre-commit, without it: a long test runs the real one.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { configNames } from '../../src/config/find.ts';
import { exitCodes } from '../../src/io.ts';
import { project } from '../commands/project.ts';
import { codeBlocks, read } from './markdown.ts';
import { runLine } from './run-line.ts';

/** What pre-commit takes of a manifest, as far as it is used here: https://pre-commit.com/#new-hooks */
const manifest = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    entry: z.string(),
    language: z.literal('node'),
    additional_dependencies: z.array(z.string()),
    files: z.string().transform((pattern) => new RegExp(pattern)),
    pass_filenames: z.literal(false),
  }),
);
const hooks = manifest.parse(parse(read('.pre-commit-hooks.yaml')));
const { version, peerDependencies } = JSON.parse(read('package.json')) as {
  version: string;
  peerDependencies: Record<string, string>;
};

describe.for(hooks)('$id', ({ id, name, entry, files, additional_dependencies: packages }) => {
  it('is called as its command', () => {
    expect([id, name]).toEqual([entry.replace(' ', '-'), entry]);
  });

  it('brings along what lvsgen asks for', () => {
    expect(packages).toEqual(Object.entries(peerDependencies).map((pair) => pair.join('@')));
  });

  it('runs for every config, and not for other files', () => {
    for (const config of configNames) expect(`sites/osaka/${config}`).toMatch(files);
    for (const other of ['my-lvsgen.yaml', 'lvsgen.yaml.orig', 'src/regenerated/a'])
      expect(other).not.toMatch(files);
  });

  it('passes where all is well, and fails where the config is wrong', async () => {
    const folder = project();
    await runLine(folder, 'lvsgen render');
    expect(await runLine(folder, entry)).toMatchObject({ code: exitCodes.clean });
    appendFileSync(join(folder, 'lvsgen.yaml'), '    vip: [192.168.10.13]\n');
    expect(await runLine(folder, entry)).toMatchObject({ code: exitCodes.failure });
  });
});

it('is used in the README by hooks and a version that there are', () => {
  const example = codeBlocks(read('README.md')).find(({ code }) =>
    code.startsWith('# .pre-commit-config.yaml\n'),
  );
  const { repos } = parse(example?.code ?? '') as {
    repos: [{ rev: string; hooks: { id: string }[] }];
  };
  expect(repos).toHaveLength(1);
  expect(repos[0].rev).toBe(`v${version}`);
  expect(repos[0].hooks.length).toBeGreaterThan(1);
  for (const { id } of repos[0].hooks) expect(hooks.map((hook) => hook.id)).toContain(id);
});
