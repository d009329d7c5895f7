// How many of the faults in corpus/ are found, and how many of those that are found are there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditFile } from '../../src/audit/audit.ts';
import { faults } from '../../src/audit/faults.ts';

/** A fault that a file has, and the lines where it may be told. */
interface True {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** What was found of one fault, or of all. */
export interface Score {
  readonly found: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

const folder = join(import.meta.dirname, 'corpus');

/** What is wrong with each file, as truth.txt says it. */
function readTruth(): ReadonlyMap<string, readonly True[]> {
  const truth = new Map<string, True[]>();
  let last: True[] = [];
  for (const line of readFileSync(join(folder, '../truth.txt'), 'utf8').split('\n')) {
    const [, from, to = from, key] = /^ {2}(\d+)(?:-(\d+))? (\S+)$/.exec(line) ?? [];
    if (key !== undefined) last.push({ key, from: Number(from), to: Number(to) });
    else if (/^\w/.test(line)) truth.set(line, (last = []));
  }
  return truth;
}

/** Compares what is found in each file with what is there, fault by fault. */
export function measure(): ReadonlyMap<string, Score> {
  const rows = [...readTruth()].flatMap(([file, truth]) => {
    const told = auditFile(file, readFileSync(join(folder, file))).diagnostics.flatMap(
      ({ rule = '', position }) =>
        rule in faults ? [{ key: rule, line: position?.line ?? 0 }] : [],
    );
    const fits = (one: True, { key, line }: { key: string; line: number }): boolean =>
      one.key === key && one.from <= line && line <= one.to;
    return [
      ...truth.map((one) => ({
        key: one.key,
        what: told.some((other) => fits(one, other)) ? 'found' : 'missed',
        where: `${file}:${one.from}`,
      })),
      ...told.flatMap((one) =>
        truth.some((other) => fits(other, one))
          ? []
          : [{ key: one.key, what: 'wrong', where: `${file}:${one.line}` }],
      ),
    ];
  });
  const scoreOf = (of: typeof rows): Score => ({
    found: of.filter(({ what }) => what === 'found').length,
    missed: of.filter(({ what }) => what === 'missed').map(({ where }) => where),
    wrong: of.filter(({ what }) => what === 'wrong').map(({ where }) => where),
  });
  const keys = Object.keys(faults).map((key): [string, Score] => [
    key,
    scoreOf(rows.filter((row) => row.key === key)),
  ]);
  return new Map([...keys, ['in all', scoreOf(rows)]]);
}

/** The scores as a table. */
export function tableOf(scores: ReadonlyMap<string, Score>): string {
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '-' : `${Math.round((100 * part) / whole)} %`;
  return [...scores]
    .map(([key, { found, missed, wrong }]) => {
      const figures = [
        found + missed.length,
        percent(found, found + missed.length),
        percent(found, found + wrong.length),
      ];
      const open = [...missed.map((one) => `missed ${one}`), ...wrong.map((one) => `wrong ${one}`)];
      return `${key.padEnd(26)}${figures.map((one) => String(one).padStart(10)).join('')}  ${open.join(', ')}`.trimEnd();
    })
    .join('\n');
}

if (process.argv[1] === import.meta.filename) {
  console.log(`${'fault'.padEnd(26)}      there    recall precision\n${tableOf(measure())}`);
}
