// The workflow of the README that comments on pull requests, whose commands are run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { fourLines, project } from '../commands/project.ts';
import { put } from '../output/tree.ts';
import { commitAll } from './commit-all.ts';
import { codeBlocks, read } from './markdown.ts';
import { runInShell } from './run-in-shell.ts';

const workflow = parse(
  codeBlocks(read('README.md')).find(({ code }) =>
    code.startsWith('# .github/workflows/lvs-review'),
  )?.code ?? '',
) as { readonly jobs: { readonly review: { readonly steps: { readonly run?: string }[] } } };
const commands = workflow.jobs.review.steps.flatMap(({ run = [] }) => run);

/** Stands in for the program of GitHub: keeps what it is told, and the comment. */
const gh =
  '#!/bin/sh\necho "$@" > told\nwhile [ "$1" != --body-file ]; do shift; done\ncat "$2" > comment\n';

/** Runs the steps behind the installation; returns the comment. */
function comment(folder: string): string {
  const [install, ...steps] = commands;
  expect(install).toBe('npm ci');
  for (const step of steps) {
    const { code, stderr } = runInShell(folder, step, { gh }, { NUMBER: '7' });
    expect(code, stderr).toBe(0);
  }
  const told = readFileSync(join(folder, 'told'), 'utf8');
  expect(told).toBe('pr comment 7 --body-file review.md --edit-last --create-if-none\n');
  return readFileSync(join(folder, 'comment'), 'utf8');
}

it('comments with what a change of the config does to the scripts', () => {
  const folder = project();
  commitAll(folder);
  put(folder, 'lvsgen.yaml', fourLines.replace('10.12', '10.13'));
  commitAll(folder);
  expect(comment(folder)).toMatch(/^\+wanted='addr 192\.168\.10\.13\/32 dev lo'$/m);
});

it('says so where nothing changes', () => {
  const folder = project();
  commitAll(folder);
  put(folder, 'notes', '');
  commitAll(folder);
  expect(comment(folder)).toBe('What is rendered does not change.\n');
});

it('fails where the config is wrong', () => {
  const folder = project();
  commitAll(folder);
  put(folder, 'lvsgen.yaml', fourLines.replace('mode', 'mod'));
  commitAll(folder);
  expect(runInShell(folder, commands[1] ?? '')).toMatchObject({ code: 1 });
});
