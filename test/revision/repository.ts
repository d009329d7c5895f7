import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, vi } from 'vitest';
import { put, temporaryFolder } from '../output/tree.ts';

/** Keeps git from the settings of whoever runs the tests, and tells where temporary folders go: see what is left. */
export function useGit(): { readonly temporary: string } {
  const place = { temporary: '' };
  beforeEach(() => {
    place.temporary = temporaryFolder();
    const env = {
      TMPDIR: place.temporary,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    return () => vi.unstubAllEnvs();
  });
  return place;
}

/** Runs git in a folder. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

/** Files by their paths. */
type Files = Readonly<Record<string, string>>;

/** A repository whose branch main has one commit with these files. */
export function repository(files: Files): string {
  const folder = realpathSync(temporaryFolder());
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commit(folder, files);
  return folder;
}

/** Commits files. */
export function commit(folder: string, files: Files): void {
  putAll(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=a change');
}

/** Puts files into the work tree. */
export function putAll(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) put(folder, path, content);
}

/** All of a repository, what git keeps included: bytes, modes and when each was last touched. */
export function snapshot(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode, mtimeNs } = lstatSync(path, { bigint: true });
      const content = entry.isFile() ? readFileSync(path, 'base64') : '';
      return `${path} ${mode} ${mtimeNs} ${content}`;
    })
    .sort();
}
