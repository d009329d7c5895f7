/**
 * What `npm run test:faults` tries without --all: the states for each subject, one script of each mode and a director,
 * each in another shell or form.
 */
const sample: Readonly<Record<string, readonly string[]>> = {
  'dr-el6-bash': ['clean', 'started', 'both-started'],
  'tun-el7-bash': ['clean', 'started'],
  'nat-el9-busybox': ['clean', 'started'],
  'director-el8-dash': ['clean', 'started', 'older-started'],
  'nat-director-el6-bash': ['clean', 'by-hand'],
};

/** The states in which a subject is tried without --all; undefined if it is not. */
export const sampleOf = (subject: string): readonly string[] | undefined => sample[subject];

/** Which pairs, by their place in the list, are tried for which scripts. */
export const raceSample: {
  readonly subjects: readonly string[];
  readonly pairs: readonly number[];
} = { subjects: ['dr-el6-bash', 'director-el8-dash'], pairs: [2, 5, 8] };

/** By their place in the list. */
export const mutantsInSample: readonly number[] = [0, 16, 17];

/** What is tried where IPVS and IPIP are, a director and a tunnel: the states, and how many experiments with faults. */
export const ipvsSample: readonly {
  readonly name: string;
  readonly states: readonly string[];
  readonly count: number;
}[] = [
  { name: 'director-el7-bash', states: ['clean', 'started'], count: 24 },
  { name: 'tun-el7-bash', states: ['started'], count: 12 },
];
