import { once } from 'node:events';
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import { LvsgenError } from '../diagnostic.ts';
import type { Io } from '../io.ts';
import type { SelectOptions } from './generated.ts';
import { plural } from './phrases.ts';
import type { Report } from './report.ts';
import { stateOf, type WatchedFiles, watchedFiles } from './watched-files.ts';

/** Milliseconds: editors write a file in several steps, and people save several files at once. */
const settle = 100;

const never = /[/\\](?:node_modules|\.git)(?:[/\\]|$)/;
const configLike = /\.(?:ya?ml|json|[cm]?[jt]s)$/;

/**
 * Runs `render` now and after each change of what its output depends on, for ever. What is wrong is told, and the
 * change that mends it is waited for.
 *
 * @param render renders, and returns the folders of templates that the configs name
 * @throws LvsgenError when there is no config to begin with
 */
export async function watch(
  render: () => Promise<readonly string[]>,
  options: SelectOptions,
  io: Io,
  report: Report,
): Promise<never> {
  let templates: readonly string[] = [];
  const find = (): Promise<WatchedFiles> => watchedFiles(options, templates, io);
  let watched = await find();
  for (;;) {
    const before = await stateOf(await find().catch(() => watched));
    try {
      watched = await find();
      templates = await render();
      watched = await find();
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      report.tell(error.diagnostics);
      io.err('what was rendered before stays\n');
    }
    await nextChange(watched, before, find, () => {
      io.err(`watching ${plural(watched.files.length, 'file', 'files')} and the templates\n`);
    });
  }
}

/** Waits for a change of what is watched since the state before, also one that happened before this was called. */
async function nextChange(
  watched: WatchedFiles,
  before: ReadonlyMap<string, string>,
  find: () => Promise<WatchedFiles>,
  whenReady: () => void,
): Promise<void> {
  // By their folders, files are found again that were removed or replaced.
  const folders = [...watched.files.map(dirname), ...watched.templates, ...watched.globbed];
  const watcher = watchPaths([...new Set(folders)], {
    ignoreInitial: true,
    ignored: (path, stats) => isIgnored(path, stats, watched),
  });
  try {
    const change = firstChange(watcher, watched, find);
    await once(watcher, 'ready');
    whenReady();
    const now = await stateOf(watched);
    if (![...before].some(([path, state]) => now.get(path) !== state)) await change;
    await setTimeout(settle);
  } finally {
    await watcher.close();
  }
}

function firstChange(
  watcher: FSWatcher,
  watched: WatchedFiles,
  find: () => Promise<WatchedFiles>,
): Promise<void> {
  return new Promise((resolve) => {
    watcher.on('all', (_, path) => {
      if (watched.files.includes(path) || isBelow(path, watched.templates)) {
        resolve();
        return;
      }
      // Where a config may appear, other files do, too.
      void find().then(
        ({ files }) => {
          if (files.join('\n') !== watched.files.join('\n')) resolve();
        },
        () => undefined,
      );
    });
  });
}

/** Of a folder that is watched for the sake of a file in it, nothing else matters. */
function isIgnored(
  path: string,
  stats: Stats | undefined,
  { files, templates, globbed }: WatchedFiles,
): boolean {
  if (files.includes(path) || files.some((file) => dirname(file) === path)) return false;
  if (isBelow(path, templates)) return false;
  if (never.test(path)) return true;
  return !isBelow(path, globbed) || (stats?.isFile() === true && !configLike.test(path));
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
