import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { type Change, type ChangeKind, compare, isDifference } from '../output/compare.ts';
import { type GenerateOptions, generated, selectionOf } from './generated.ts';
import { type Origins, originsOf } from './origins.ts';
import { harmlessLine } from '../report/wording.ts';
import { countFiles, place, plural } from './phrases.ts';
import { renderCommand } from './render-command.ts';
import type { Report, ReportOptions } from './report.ts';

/** What `lvsgen check` is told. */
export interface CheckOptions extends GenerateOptions, ReportOptions {}

const states: Readonly<Record<Exclude<ChangeKind, 'unchanged'>, string>> = {
  created: 'missing',
  updated: 'changed',
  mode: 'executable bit',
  removed: 'orphaned',
  foreign: 'foreign',
};

const meanings: Readonly<Record<Exclude<ChangeKind, 'unchanged'>, string>> = {
  created: 'this file is missing: the config renders to it',
  updated: 'this file is not what the config renders to',
  mode: 'the executable bit of this file is not what the config renders to',
  removed: 'this file is orphaned: the config does not render to it any longer',
  foreign: 'this file is foreign',
};

/** One file to tell about. */
interface Told {
  /** The output folder, absolute. */
  readonly out: string;
  readonly origins: Origins;
  readonly change: Change;
  readonly kind: Exclude<ChangeKind, 'unchanged'>;
}

/** Compares what would be rendered with what is there. The last line is the command that mends the difference. */
export async function check(options: CheckOptions, io: Io, report: Report): Promise<ExitCode> {
  const trees = await generated(options, io, report);
  const selection = selectionOf(options);
  const mend = renderCommand(options);
  const comparisons = await forAll(trees, ({ files, out }) => compare(files, out, selection));
  const told = trees.flatMap((tree, index): readonly Told[] => {
    const changes = comparisons[index]?.changes ?? [];
    const origins = originsOf(tree);
    return changes.flatMap((change) =>
      change.kind === 'unchanged' ? [] : [{ out: tree.out, origins, change, kind: change.kind }],
    );
  });
  if (options.format === 'text') {
    for (const { out, change, kind } of told) {
      const reason = change.note === undefined ? '' : ` (${change.note})`;
      io.out(`${states[kind].padEnd(14)} ${harmlessLine(place(io, out, change.path))}${reason}\n`);
    }
  } else {
    report.tell(told.map((one) => diagnosticOf(one, mend)));
  }
  const differences = told.filter(({ change }) => isDifference(change)).length;
  if (differences === 0) {
    const folders = trees.map(({ out }) => place(io, out)).join(', ');
    const files = plural(countFiles(trees), 'file', 'files');
    io.err(
      `${folders} ${trees.length === 1 ? 'is' : 'are'} what the config renders to: ${files}\n`,
    );
    return exitCodes.clean;
  }
  io.err(
    `${plural(differences, 'file differs', 'files differ')} from what the config renders to; to mend:\n`,
  );
  (options.format === 'text' ? io.out : io.err)(`${mend}\n`);
  return exitCodes.differences;
}

function diagnosticOf({ out, origins, change, kind }: Told, mend: string): Diagnostic {
  const [cluster = ''] = change.path.split('/', 1);
  const related = origins(cluster);
  return {
    severity: isDifference(change) ? 'error' : 'warning',
    rule: states[kind].replace(' ', '-'),
    message: `${meanings[kind]}${change.note === undefined ? '' : `: ${change.note}`}`,
    ...(isDifference(change) ? { hint: `run ${mend}` } : {}),
    file: join(out, change.path),
    ...(related === undefined ? {} : { related }),
  };
}
