import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { type GitCall, gitOutput } from './git.ts';
import { linkModules } from './link-modules.ts';
import type { Repository } from './repository.ts';

/** A revision in a temporary folder, of which as much is written out as was asked for. */
export interface Checkout {
  /** The top folder, absolute. */
  readonly root: string;
  /** Every file that the revision has, below the top folder. */
  readonly paths: readonly string[];
  /** Those of them that are symbolic links. */
  readonly links: readonly string[];
  /** Writes these files out. */
  write(paths: readonly string[]): Promise<void>;
  /** Writes all of the revision out, and links to the packages that are installed in the user's folders today. */
  writeAll(): Promise<void>;
}

// What git would run when it writes an index, though it is one of its own: hooks, and what watches the work tree.
const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];

/**
 * Calls `work` with a commit in a temporary folder, which is removed whatever happens. Of the repository nothing is
 * changed: the index is one of its own, beside the files.
 *
 * @throws LvsgenError when git fails or the folder cannot be made, and whatever `work` throws
 */
export async function withCheckout<Result>(
  commit: string,
  repository: Repository,
  work: (checkout: Checkout) => Promise<Result>,
): Promise<Result> {
  return inTemporaryFolder(new Map(), async (folder) => {
    // An interrupt ends the process: git must not go on to write into a folder that is being removed.
    const ending = new AbortController();
    const end = (): void => {
      ending.abort();
    };
    process.prependOnceListener('exit', end);
    try {
      return await work(await checkOut(commit, repository, folder, ending.signal));
    } finally {
      process.off('exit', end);
    }
  });
}

async function checkOut(
  commit: string,
  repository: Repository,
  folder: string,
  signal: AbortSignal,
): Promise<Checkout> {
  const root = join(folder, 'tree');
  await mkdir(join(root, repository.prefix), { recursive: true });
  const call: GitCall = {
    // With the tree as work tree, attributes such as eol are those of the revision, too.
    cwd: root,
    env: {
      ...repository.env,
      GIT_DIR: repository.gitDir,
      GIT_WORK_TREE: root,
      GIT_INDEX_FILE: join(folder, 'index'),
      // What LFS keeps is too large for a config, and would be fetched.
      GIT_LFS_SKIP_SMUDGE: '1',
    },
    signal,
  };
  const run = (args: readonly string[], input?: string): Promise<string> =>
    gitOutput([...settings, ...args], input === undefined ? call : { ...call, input });

  await run(['read-tree', commit]);
  const entries = (await run(['ls-files', '--stage', '-z'])).split('\0').filter(Boolean);
  const pathOf = (entry: string): string => entry.slice(entry.indexOf('\t') + 1);
  const paths = entries.map(pathOf);
  return {
    root,
    paths,
    links: entries.filter((entry) => entry.startsWith('120000 ')).map(pathOf),
    async write(wanted) {
      if (wanted.length === 0) return;
      const input = wanted.map((path) => `${path}\0`).join('');
      await run(['checkout-index', '--quiet', '--force', '-z', '--stdin'], input);
    },
    async writeAll() {
      await run(['checkout-index', '--quiet', '--force', '--all']);
      await linkModules(paths, repository.root, root);
    },
  };
}
