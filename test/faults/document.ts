import { writePart } from '../docs/parts.ts';
import { actions } from './experiment.ts';
import type { Figures, ScriptFigures } from './report.ts';
import type { Kind } from './subjects.ts';
import type { Count, TallyFigures } from './tally.ts';
import { tablesOf, type Outcome, type Table } from './tables.ts';

const file = 'RELIABILITY.md';

const kinds: readonly (readonly [Kind, string])[] = [
  ['dr', 'VS/DR'],
  ['tun', 'VS/TUN'],
  ['nat', 'VS/NAT'],
  ['director', 'Director'],
];

/** A table per starting state, in Markdown. */
export function tablesInWords(): string {
  const states = tablesOf({ kind: 'dr', subsysLock: true }).map(({ state }) => state);
  return states.map((state) => tableInWords(state)).join('\n\n');
}

function tableInWords(state: string): string {
  const of = (kind: Kind, subsysLock: boolean): Table | undefined =>
    tablesOf({ kind, subsysLock }).find((table) => table.state === state);
  const columns = kinds.map(([kind, name]) => ({
    name,
    locked: of(kind, true),
    free: of(kind, false),
  }));
  const first = columns[0]?.locked;
  const rows = actions.map((action) => {
    const cells = columns.map(({ locked, free }) => {
      const words = [locked, free].map((table) => table && inWords(table.outcomes[action]));
      const [one = '', other] = words;
      return other === undefined || other === one ? one : `${one}; without a lock file: ${other}`;
    });
    return `| ${action} | ${cells.join(' | ')} |`;
  });
  return [
    `**${state}**: ${first?.meaning ?? ''}. Without the script: ${first?.without ?? ''}.`,
    '',
    `| action | ${columns.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${columns.map(() => '---').join(' | ')} |`,
    ...rows,
  ].join('\n');
}

const parts = {
  up: 'set up',
  down: 'as without the script',
  'down but links': 'as without the script but for links, which stay',
  same: 'as before',
} as const;

function inWords({ exit, network, settings, status }: Outcome): string {
  const what =
    network === settings
      ? parts[network]
      : `network ${parts[network]}, settings ${parts[settings]}`;
  return `${exit}: ${what}; status ${status}`;
}

const countsInWords = (of: string, counts: Readonly<Record<string, Count>>): string[] => [
  `| ${of} | ran | held |`,
  '| --- | --- | --- |',
  ...Object.entries(counts).map(([name, { ran, held }]) => `| ${name} | ${ran} | ${held} |`),
];

/** Writes the figures of a run into RELIABILITY.md, each part that was tried. */
export async function documentFigures(figures: Figures, command: string): Promise<void> {
  const { realServers, directors, withIpvs, mutants, generator, seconds } = figures;
  const origin = `by \`${command}\`, in ${Math.ceil(seconds / 60)} minutes`;
  if (realServers.combinations.ran > 0)
    await write('figures', [
      `Of the scripts of real servers, ${origin}${wentOn(realServers)}:`,
      '',
      ...scriptsInWords(realServers),
    ]);
  if (directors.combinations.ran > 0)
    await write('figures of directors', [
      `Of directors, with what stands in for IPVS, ${origin}${wentOn(directors)}:`,
      '',
      ...scriptsInWords(directors),
    ]);
  if (mutants.ran > 0)
    await write('figures of mutants', [
      `Of mutants, ${origin}: ${mutants.held} of ${mutants.ran} were found.`,
    ]);
  if (withIpvs.combinations.ran > 0)
    await write('figures with IPVS', [
      `Of directors, and of tunnels through IPIP, ${origin}${wentOn(withIpvs)}:`,
      '',
      ...combinationsInWords(withIpvs),
      '',
      ...countsInWords('script', withIpvs.subjects),
    ]);
  if (Object.keys(generator).length > 0)
    await write('figures of the generator', [
      `Of the generator, ${origin}:`,
      '',
      ...countsInWords('whatever goes wrong', generator),
    ]);
}

const scriptsInWords = (figures: ScriptFigures): string[] => [
  ...combinationsInWords(figures),
  `- ${figures.schedules.held} of ${figures.schedules.ran} schedules of two runs at once held`,
  '',
  ...countsInWords('script', figures.subjects),
  '',
  ...countsInWords('fault', figures.faults),
];

const wentOn = ({ earlier }: TallyFigures): string =>
  earlier > 0 ? `, going on from earlier runs with ${earlier} combinations` : '';

const combinationsInWords = ({ combinations, differences }: TallyFigures): string[] => [
  `- ${combinations.held} of ${combinations.ran} combinations of action, state, step and fault held, with ${differences} differences from the tables where nothing went wrong`,
];

const write = (name: string, lines: readonly string[]): Promise<void> =>
  writePart(file, name, lines.join('\n'));

/** Writes the tables into RELIABILITY.md. */
export async function documentTables(): Promise<void> {
  await writePart(file, 'tables', tablesInWords());
}
