import { setTimeout } from 'node:timers/promises';
import { watch as watchPaths } from 'chokidar';
import { LvsgenError } from '../diagnostic.ts';
import type { Io } from '../io.ts';
import type { SelectOptions } from './generated.ts';
import { plural } from './phrases.ts';
import type { Report } from './report.ts';
import { type WatchedFiles, watchedFiles } from './watched-files.ts';

/** Editors write a file in several steps, and people save several files at once. */
const settle = 100;

const ignored = /[/\\](?:node_modules|\.git)(?:[/\\]|$)/;

/**
 * Runs `render` now and after each change of what its output depends on, for ever. What is wrong is told, and the
 * change that mends it is waited for.
 *
 * @param render renders, and returns the folders of templates that the configs name
 */
export async function watch(
  render: () => Promise<readonly string[]>,
  options: SelectOptions,
  io: Io,
  report: Report,
): Promise<never> {
  const watcher = watchPaths([], { ignoreInitial: true, ignored });
  let current: WatchedFiles = { files: [], templates: [], globbed: [] };
  let templates: readonly string[] = [];
  let changed: () => void = () => undefined;
  watcher.on('all', (_, path) => {
    void isReason(path).then((reason) => {
      if (reason) changed();
    });
  });

  /** In a folder where a config may appear, all else may change, too, the output not least. */
  async function isReason(path: string): Promise<boolean> {
    const isBelow = (folder: string): boolean => path.startsWith(`${folder}/`);
    if (current.files.includes(path) || current.templates.some(isBelow)) return true;
    const now = await watchedFiles(options, templates, io).catch(() => current);
    return now.files.join('\n') !== current.files.join('\n');
  }

  /** Also where rendering fails, what it depends on is known as far as it can be. */
  async function renderOnce(): Promise<void> {
    current = await watchedFiles(options, templates, io);
    templates = await render();
    current = await watchedFiles(options, templates, io);
  }

  const added = new Set<string>();
  for (;;) {
    const change = new Promise<void>((resolve) => (changed = resolve));
    try {
      await renderOnce();
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      report.tell(error.diagnostics);
      io.err('what was rendered before stays\n');
    }
    for (const path of [...current.files, ...current.templates, ...current.globbed]) {
      if (!added.has(path)) watcher.add(path);
      added.add(path);
    }
    io.err(`watching ${plural(current.files.length, 'file', 'files')} and the templates\n`);
    await change;
    await setTimeout(settle);
  }
}
