import { configFiles } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import {
  type Generated,
  type GenerateOptions,
  generated,
  renderTrees,
  selected,
  selectionOf,
} from './generated.ts';
import { type LintCommandOptions, passesLint } from './lint-files.ts';
import { leftAlone, plural } from './phrases.ts';
import type { Report, ReportOptions } from './report.ts';
import type { BeforeTemplates } from './watch.ts';
import { writeTrees } from './write-trees.ts';

/** What `lvsgen render` is told. */
export interface RenderOptions extends GenerateOptions, LintCommandOptions, ReportOptions {
  readonly lint: boolean;
  /** Whether to render again after each change of what the output depends on. */
  readonly watch: boolean;
  /** The file to print, by the end of its path; empty where just one is selected. */
  readonly stdout?: string | undefined;
}

/**
 * Renders, lints and writes; or prints one file. Nothing is written unless everything rendered and linted. With
 * `watch` it does so again after each change, until it is interrupted.
 */
export async function render(options: RenderOptions, io: Io, report: Report): Promise<ExitCode> {
  if (options.stdout !== undefined) {
    refuseBesideStdout(options);
    const files = (await generated(options, io, report)).flatMap((tree) => tree.files);
    io.out(oneFile(files, options.stdout).content);
    return exitCodes.clean;
  }
  if (!options.watch) return write(await generated(options, io, report), options, io, report);
  return renderForEver(options, io, report);
}

async function renderForEver(given: RenderOptions, io: Io, report: Report): Promise<never> {
  refuseOddWatch(given);
  const names = given.config ?? [];
  const found = await configFiles({ files: names, cwd: io.cwd });
  // A config is looked for once: one farther up is not to take the place of one that is removed for a while.
  const options = { ...given, config: names.length === 0 ? found : names };
  const { watch } = await import('./watch.ts');
  const renderOnce = async (beforeTemplates: BeforeTemplates): Promise<void> => {
    const trees = await selected(options, io, report);
    const configs = trees.flatMap((tree) => tree.configs);
    await beforeTemplates(configs.flatMap(({ templates }) => templates ?? []));
    await write(renderTrees(trees, options), options, io, report);
  };
  return watch(renderOnce, options, io, report);
}

async function write(
  trees: readonly Generated[],
  options: RenderOptions,
  io: Io,
  report: Report,
): Promise<ExitCode> {
  if (options.lint && !(await passesLint(trees, options, io, report))) {
    io.err(leftAlone(trees, io));
    return exitCodes.differences;
  }
  await writeTrees(trees, selectionOf(options), io);
  return exitCodes.clean;
}

/** What is printed then is the file, and nothing else. */
function refuseBesideStdout({ watch, format }: RenderOptions): void {
  const odd = [...(watch ? ['--watch'] : []), ...(format === 'text' ? [] : [`--format ${format}`])];
  if (odd.length === 0) return;
  const message = `${odd.join(' and ')} ${odd.length === 1 ? 'does' : 'do'} not go together with --stdout`;
  throw LvsgenError.of(message, 'leave one of them out');
}

/** Rendering for ever has no end at which a document could be printed, nor can standard input be read again. */
function refuseOddWatch({ format, config }: RenderOptions): void {
  const odd = [
    ...(format === 'text' ? [] : [`--format ${format}`]),
    ...(config?.includes('-') === true ? ['--config -'] : []),
  ];
  if (odd.length === 0) return;
  const message = `--watch does not go together with ${odd.join(' and ')}`;
  throw LvsgenError.of(message, 'leave one of them out');
}

function oneFile(files: readonly RenderedFile[], ending: string): RenderedFile {
  const found = files.filter(({ path }) => path === ending || path.endsWith(`/${ending}`));
  const candidates = ending === '' ? files : found;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  const paths = (candidates.length > 0 ? candidates : files).map(({ path }) => path);
  throw LvsgenError.of(
    `--stdout prints one file, and ${plural(candidates.length, 'file is', 'files are')} selected`,
    `select with --cluster and --target, or name one of these: --stdout=${paths.join(', --stdout=')}`,
  );
}
