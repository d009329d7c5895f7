import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { configNames } from '../../src/config/find.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';

/** A folder with a config, and beside it what `lvsgen render` makes of it. */
export interface Case {
  readonly name: string;
  readonly folder: string;
  /** The file name of its config; empty if it has none, which is a slip. */
  readonly config: string;
}

/** Every folder here is a case. */
export const cases: readonly Case[] = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const folder = join(import.meta.dirname, name);
    const config = configNames.find((candidate) => existsSync(join(folder, candidate))) ?? '';
    return { name, folder, config };
  });

/** A file as it was written. */
export interface WrittenFile {
  readonly content: string;
  readonly isExecutable: boolean;
}

/** What `lvsgen render` said, and what it wrote, by path below the output folder. */
export interface Rendering {
  readonly messages: string;
  readonly files: ReadonlyMap<string, WrittenFile>;
}

/** Runs `lvsgen render` on a copy of the config; linting is left to the test that lints all cases together. */
export async function renderCase(folder: string, config: string): Promise<Rendering> {
  const cwd = temporaryFolder();
  copyFileSync(join(folder, config), join(cwd, config));
  const { code, stdout, stderr } = await lvsgen(cwd, ['render', '--no-lint']);
  const out = join(cwd, 'generated');
  const files = filesBelow(out).map((path): [string, WrittenFile] => {
    const file = join(out, path);
    const isExecutable = (statSync(file).mode & 0o111) !== 0;
    return [path, { content: readFileSync(file, 'utf8'), isExecutable }];
  });
  return { messages: `${stderr}${stdout}exit code ${code}\n`, files: new Map(files) };
}

/** The paths of the files below a folder, sorted; none if it is missing. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
