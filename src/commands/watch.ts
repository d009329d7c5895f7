import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import { LvsgenError } from '../base/diagnostic.ts';
import type { Io } from '../base/io.ts';
import { errorCode, ioError } from '../base/io-error.ts';
import { bundledFolder } from '../render/templates.ts';
import type { SelectOptions } from './generated.ts';
import { plural } from './phrases.ts';
import type { Report } from './report.ts';
import {
  differ,
  presentFolder,
  type State,
  stateOf,
  stateOfTemplates,
  type WatchedFiles,
  watchedFiles,
} from './watched-files.ts';

/** Milliseconds: editors write a file in several steps, and people save several files at once. */
const settle = 100;

const never = /[/\\](?:node_modules|\.git)(?:[/\\]|$)/;
const configLike = /\.(?:ya?ml|json|[cm]?[jt]s)$/;

/** Takes the folders of templates that the configs name, before these are read. */
export type BeforeTemplates = (folders: readonly string[]) => Promise<void>;

/** What the output depends on. */
interface Watched extends WatchedFiles {
  /** Folders of templates, absolute. */
  readonly templates: readonly string[];
}

/**
 * Runs `render` now and after each change of what its output depends on, for ever. What is wrong is told, and the
 * change that mends it is waited for.
 *
 * @param options of which `config` names the configs: they are not looked for
 * @throws LvsgenError when the system does not let the files be watched
 */
export async function watch(
  render: (beforeTemplates: BeforeTemplates) => Promise<unknown>,
  options: SelectOptions,
  io: Io,
  report: Report,
): Promise<never> {
  for (;;) {
    const configs = await watchedFiles(options, io);
    // Each state is from before its files are read, so that a change while they are read is seen later.
    const configsBefore = await stateOf(configs.files);
    let templates: readonly string[] = [];
    let templatesBefore: State = new Map();
    try {
      await render(async (own) => {
        templates = [...new Set([bundledFolder(), ...own])];
        templatesBefore = await stateOfTemplates(templates);
      });
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      report.tell(error.diagnostics);
      io.err('what was rendered before stays\n');
    }
    const hasChanged = async (): Promise<boolean> =>
      differ(configsBefore, await stateOf((await watchedFiles(options, io)).files)) ||
      differ(templatesBefore, await stateOfTemplates(templates));
    await nextChange({ ...configs, templates }, hasChanged, () => {
      io.err(`watching ${plural(configs.files.length, 'file', 'files')} and the templates\n`);
    });
  }
}

/** Waits until something has changed, which may have happened before this was called. */
async function nextChange(
  watched: Watched,
  hasChanged: () => Promise<boolean>,
  whenReady: () => void,
): Promise<void> {
  // By their folders, files are found again that were removed or replaced.
  const folders = [...watched.files.map(dirname), ...watched.templates, ...watched.globbed];
  const present = await Promise.all(folders.map(presentFolder));
  const watcher = watchPaths([...new Set(present)], {
    ignoreInitial: true,
    ignorePermissionErrors: true,
    ignored: (path, stats) => isIgnored(path, stats, watched),
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        timer = undefined;
        hasChanged().then((changed) => {
          if (changed) resolve();
        }, reject);
      };
      // An event tells that it is time to look: other files than those that matter are seen, too.
      const wake = (): void => void (timer ??= setTimeout(look, settle));
      watcher.on('all', wake).on('error', (error) => {
        reject(watchError(error));
      });
      watcher.on('ready', () => {
        whenReady();
        wake();
      });
    });
  } finally {
    clearTimeout(timer);
    await close(watcher);
  }
}

async function close(watcher: FSWatcher): Promise<void> {
  const closed = watcher.close();
  // Closing takes the listeners away, and what was under way may still fail.
  watcher.on('error', () => undefined);
  await closed;
}

/** Of a folder that is watched for the sake of a file in it, nothing else matters. */
function isIgnored(path: string, stats: Stats | undefined, watched: Watched): boolean {
  const { files, templates, globbed } = watched;
  const isOnTheWay = [...files, ...templates, ...globbed].some((one) => isBelow(one, path));
  if (isOnTheWay || templates.some((folder) => isBelow(path, folder))) return false;
  if (never.test(path) || !globbed.some((folder) => isBelow(path, folder))) return true;
  return stats?.isFile() === true && !configLike.test(path);
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

const limits: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOSPC: [
    'this cannot be watched: as many files are watched already as the system allows a user (ENOSPC)',
    'raise the limit fs.inotify.max_user_watches with sysctl, or narrow the pattern of --config',
  ],
  EMFILE: [
    'this cannot be watched: as many programs watch files, or files are open, as the system allows a user (EMFILE)',
    'raise the limit fs.inotify.max_user_instances with sysctl, or that of ulimit -n, or end another program that watches',
  ],
};

function watchError(error: unknown): Error {
  const path = error instanceof Error && 'path' in error ? String(error.path) : '.';
  const [message, hint] = limits[errorCode(error) ?? ''] ?? [];
  if (message === undefined || hint === undefined) return ioError(error, 'watch', path);
  return new LvsgenError([{ severity: 'error', file: path, message, hint }]);
}
