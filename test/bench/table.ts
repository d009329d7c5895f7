import { median, type Outcome } from './measure.ts';

const headings = ['what', 'measured against', 'ratio', 'to reach', 'rounds', 'medians', ''];

/** The outcomes as a table of Markdown, whose columns line up. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(cells);
  const widths = headings.map((heading, column) =>
    Math.max(3, ...[headings, ...rows].map((row) => (row[column] ?? heading).length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|\n`;
  return [line(headings), rule, ...rows.map(line)].join('');
}

function cells(outcome: Outcome): string[] {
  const { what, against, toReach } = outcome;
  if ('missing' in outcome) {
    const missing = `not measured, missing: ${outcome.missing.join(', ')}`;
    return [what, against, '-', number(toReach), '-', '-', missing];
  }
  const { ratio, reached, samples, unit } = outcome;
  return [
    what,
    against,
    ratio.toFixed(2),
    number(toReach),
    String(samples.what.length),
    `${number(median(samples.what))} / ${number(median(samples.against))} ${unit}`,
    reached ? '' : 'missed',
  ];
}

/** Three digits that count. */
function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
