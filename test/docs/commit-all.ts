import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

/** Commits what a folder holds, on the branch main of a repository of its own. */
export function commitAll(folder: string): void {
  const git = (...args: string[]): void => {
    const settings = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
    const { status, stderr } = spawnSync('git', [...settings, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
    expect(status, stderr).toBe(0);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'All');
}
