/** What `npm run test:faults` tries without --all: the states for each subject, so that each comes at least once. */
const sample: Readonly<Record<string, readonly string[]>> = {
  'dr-el6-bash': ['clean', 'started', 'flushed', 'by-hand', 'lock-alone', 'both-started'],
  'dr-el8-dash': ['clean', 'half-started', 'record-truncated', 'started-admin', 'started-loud'],
  'tun-el7-bash': ['clean', 'older-started', 'rebooted', 'records-lost', 'loud-interface'],
  'nat-el9-busybox': [
    'clean',
    'started',
    'record-of-older-version',
    'record-lost',
    'other-started',
    'vips-alone',
  ],
};

/** The states in which a subject is tried without --all; undefined if it is not. */
export const sampleOf = (subject: string): readonly string[] | undefined => sample[subject];

/** Which pairs, by their place in the list, are tried for which scripts. */
export const raceSample: {
  readonly subjects: readonly string[];
  readonly pairs: readonly number[];
} = { subjects: ['dr-el6-bash'], pairs: [2, 5, 8] };

/** By their place in the list. */
export const mutantsInSample: readonly number[] = [0, 3, 16];

/** Directors, and tunnels through real IPIP. */
export const ipvsSample: readonly {
  readonly name: string;
  readonly states: readonly string[];
  readonly count: number;
  readonly countOfAll: number;
}[] = [
  { name: 'director-el7-bash', states: ['clean', 'started'], count: 24, countOfAll: 1000 },
  { name: 'tun-el7-bash', states: ['started'], count: 12, countOfAll: 500 },
];
