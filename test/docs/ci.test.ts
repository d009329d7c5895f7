// The CI examples of the README, whose commands are run. The other README has the same, as its tests tell.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exitCodes } from '../../src/io.ts';
import { fourLines, project } from '../commands/project.ts';
import { put } from '../output/tree.ts';
import { codeBlocks, read } from './markdown.ts';
import { runLine } from './run-line.ts';

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps: { readonly run?: string; readonly with?: Record<string, unknown> }[] }
  >;
}

interface GitlabJob {
  readonly extends?: string;
  readonly before_script?: string[];
  readonly script?: string[];
  readonly artifacts?: { readonly reports: { readonly codequality: string } };
}

const workflow = example('.github/workflows/lvs.yaml') as Workflow;
const pipeline = example('.gitlab-ci.yml') as Record<string, GitlabJob>;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const jobs = Object.values(pipeline);
const commands = [
  ...steps.flatMap(({ run = [] }) => run),
  ...jobs.flatMap((job) => [...(job.before_script ?? []), ...(job.script ?? [])]),
];
const own = [...new Set(commands.filter((line) => line.startsWith('npx lvsgen ')))];

it('has commands of npm that there are, and of lvsgen', () => {
  expect(own).toHaveLength(4);
  for (const line of commands.filter((one) => !own.includes(one))) expect(line).toBe('npm ci');
});

describe.for(own)('%s', (line) => {
  it('is content with what is rendered and clean', async () => {
    const { code, stdout } = await runLine(await rendered(), line);
    expect(code).toBe(exitCodes.clean);
    expectDocument(line, stdout);
  });

  it('fails where there are differences or findings', async () => {
    const folder = await rendered();
    rmSync(join(folder, 'generated/web/real-server/el6'), { recursive: true });
    const { code, stdout } = await runLine(folder, line, 'finding');
    expect(code).toBe(exitCodes.differences);
    expectDocument(line, stdout);
  });

  it('fails otherwise where the config is wrong', async () => {
    const folder = await rendered();
    put(folder, 'lvsgen.yaml', fourLines.replace('mode: dr', 'mode: dsr'));
    const { code, stdout } = await runLine(folder, line);
    expect(code).toBe(exitCodes.failure);
    expectDocument(line, stdout);
  });
});

it('uploads the reports that its commands write', () => {
  const uploaded = steps.flatMap((step) => step.with?.['sarif_file'] ?? []);
  expect(uploaded).toEqual(filesOf(steps.flatMap(({ run = [] }) => run)));
  for (const job of jobs.filter(({ script }) => script !== undefined)) {
    const base = job.extends === undefined ? job : { ...pipeline[job.extends], ...job };
    expect([base.artifacts?.reports.codequality]).toEqual(filesOf(job.script ?? []));
    expect(base.before_script).toContain('npm ci');
  }
});

/** The example that begins with a comment of its file name. */
function example(file: string): unknown {
  const found = codeBlocks(read('README.md')).filter(
    ({ language, code }) => language === 'yaml' && code.startsWith(`# ${file}`),
  );
  expect(found).toHaveLength(1);
  return parse(found[0]?.code ?? '');
}

/** A report that is written to a file is one document, whatever there was to report. */
function expectDocument(line: string, stdout: string): void {
  if (line.includes('>')) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
}

function filesOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /> (\S+)$/.exec(line)?.[1] ?? []);
}

/** A project whose output is as the config renders. */
async function rendered(): Promise<string> {
  const folder = project();
  expect(await runLine(folder, 'lvsgen render')).toMatchObject({ code: exitCodes.clean });
  return folder;
}
