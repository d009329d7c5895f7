import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { type Change, compare, isDifference } from '../output/compare.ts';
import { harmlessLine } from '../report/harmless.ts';
import { countFiles, place, plural } from './phrases.ts';
import type { Report, ReportOptions } from './report.ts';
import { commandLine, selectionOf, type SelectOptions } from './selection.ts';
import { loadTrees, originOf, renderTrees, type Tree } from './trees.ts';

/** What `lvsgen check` is told. */
export interface CheckOptions extends SelectOptions, ReportOptions {}

/** How a file differs, in a word or two, and in a sentence. */
const differences = {
  created: ['missing', 'this file is missing: the config renders to it'],
  updated: ['changed', 'this file is not what the config renders to'],
  mode: ['executable bit', 'the executable bit of this file is not what the config renders to'],
  removed: ['orphaned', 'this file is orphaned: the config does not render to it any longer'],
  foreign: ['foreign', 'this file is foreign'],
} as const;

interface Difference extends Change {
  readonly kind: keyof typeof differences;
  readonly tree: Tree;
}

/** Compares what would be rendered with what is there. The last line is the command that mends the difference. */
export async function check(options: CheckOptions, io: Io, report: Report): Promise<ExitCode> {
  const trees = renderTrees(await loadTrees(options, io, report), options);
  const selection = selectionOf(options);
  const found = await forAll(trees, async (tree) =>
    (await compare(tree.files, tree.out, selection)).changes.flatMap(({ kind, ...change }) =>
      kind === 'unchanged' ? [] : [{ ...change, kind, tree }],
    ),
  );
  const mend = commandLine(['render'], options);
  const isText = options.format === 'text';
  if (isText)
    io.out(
      found
        .flat()
        .map((one) => line(one, io))
        .join(''),
    );
  else report.tell(found.flat().map((one) => diagnosticOf(one, mend)));
  const count = found.flat().filter(isDifference).length;
  if (count === 0) {
    const folders = trees.map(({ out }) => place(io, out)).join(', ');
    const be = trees.length === 1 ? 'is' : 'are';
    io.err(`${folders} ${be} what the config renders to: ${countFiles(trees)}\n`);
    return exitCodes.clean;
  }
  const differ = plural(count, 'file differs', 'files differ');
  io.err(`${differ} from what the config renders to; to mend:\n`);
  (isText ? io.out : io.err)(`${mend}\n`);
  return exitCodes.differences;
}

function line({ kind, path, note, tree }: Difference, io: Io): string {
  const reason = note === undefined ? '' : ` (${note})`;
  return `${differences[kind][0].padEnd(14)} ${harmlessLine(place(io, tree.out, path))}${reason}\n`;
}

function diagnosticOf(change: Difference, mend: string): Diagnostic {
  const { kind, path, note, tree } = change;
  const [rule, meaning] = differences[kind];
  const [cluster = ''] = path.split('/', 1);
  const related = originOf(cluster, tree);
  return {
    severity: isDifference(change) ? 'error' : 'warning',
    rule: rule.replace(' ', '-'),
    message: note === undefined ? meaning : `${meaning}: ${note}`,
    ...(isDifference(change) ? { hint: `run ${mend}` } : {}),
    file: join(tree.out, path),
    ...(related === undefined ? {} : { related }),
  };
}
