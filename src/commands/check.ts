import { join } from 'node:path';
import { counted, harmlessLine } from '../base/words.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { isDifference } from '../output/compare.ts';
import { commandLine, type Context, place } from './context.ts';
import type { Options } from './options.ts';
import { compareWithDisk, countFiles, originOf, renderTrees } from './trees.ts';

/** How a file differs, in a word or two, and in a sentence. */
const differences = {
  created: ['missing', 'this file is missing: the config renders to it'],
  updated: ['changed', 'this file is not what the config renders to'],
  mode: ['executable bit', 'the executable bit of this file is not what the config renders to'],
  removed: ['orphaned', 'this file is orphaned: the config does not render to it any longer'],
  foreign: ['foreign', 'this file is foreign'],
} as const;

/** Compares what would be rendered with what is there. The last line is the command that mends the difference. */
export async function run(options: Options<'check'>, context: Context): Promise<ExitCode> {
  const isText = (options.format ?? 'text') === 'text';
  const mend = commandLine(['render'], options);
  const trees = await renderTrees(options, context);
  let count = 0;
  for (const [tree, { changes }] of await compareWithDisk(trees, options)) {
    for (const change of changes) {
      const { kind, path, note } = change;
      if (kind === 'unchanged') continue;
      const [word, meaning] = differences[kind];
      const file = join(tree.out, path);
      const isFault = isDifference(change);
      if (isFault) count += 1;
      if (isText) {
        const reason = note === undefined ? '' : ` (${note})`;
        context.out(`${word.padEnd(14)} ${harmlessLine(place(context, file))}${reason}\n`);
      } else {
        context.tell([
          {
            severity: isFault ? 'error' : 'warning',
            rule: word.replace(' ', '-'),
            message: note === undefined ? meaning : `${meaning}: ${note}`,
            ...(isFault ? { hint: `run ${mend}` } : {}),
            file,
            ...originOf(path, tree),
          },
        ]);
      }
    }
  }
  if (count === 0) {
    const folders = trees.map(({ out }) => place(context, out)).join(', ');
    const be = trees.length === 1 ? 'is' : 'are';
    context.err(`${folders} ${be} what the config renders to: ${countFiles(trees)}\n`);
    return exitCodes.clean;
  }
  const differ = counted(count, 'file differs', 'files differ');
  context.err(`${differ} from what the config renders to; to mend:\n`);
  (isText ? context.out : context.err)(`${mend}\n`);
  return exitCodes.differences;
}
