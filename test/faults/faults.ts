import type { Step } from './experiment.ts';

/** What can go wrong at a step. stepper.c does it. */
export const faults = {
  missing: 'the program is missing',
  fails: 'the program fails',
  'fails-after': 'the program fails after having done its work',
  refused: 'the file may not be opened',
  'read-only': 'the file system is read-only',
  full: 'the disk is full: the file cannot be made',
  torn: 'the disk is full: what is written to the file is lost',
  'kill-before': 'SIGKILL for the script and its children before it',
  'kill-after': 'SIGKILL for all of them after it',
  'kill-script': 'SIGKILL for the script alone, its children go on',
  hup: 'SIGHUP for all, as when a terminal goes',
  int: 'SIGINT for all, as by Ctrl-C',
  term: 'SIGTERM for all, as by systemd',
  'term-script': 'SIGTERM for the script alone',
} as const;

export type Fault = keyof typeof faults;

const ofPrograms: readonly Fault[] = ['missing', 'fails', 'fails-after'];
const ofFiles: readonly Fault[] = ['refused', 'read-only', 'full', 'torn'];
const ofSettings: readonly Fault[] = ['refused', 'torn'];
const ofEither: readonly Fault[] = [
  'kill-before',
  'kill-after',
  'kill-script',
  'hup',
  'int',
  'term',
  'term-script',
];

/** The faults that can meet a step. */
export function faultsOf({ kind, words }: Step): readonly Fault[] {
  if (kind === 'run') return [...ofPrograms, ...ofEither];
  return [...(words.startsWith('/proc/') ? ofSettings : ofFiles), ...ofEither];
}
