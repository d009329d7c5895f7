/** What `npm run test:faults` tries without --all: the states for each subject, so that each comes at least twice. */
const sample: Readonly<Record<string, readonly string[]>> = {
  'dr-el6-bash': ['clean', 'started', 'flushed', 'by-hand', 'lock-alone', 'older-started', 'both-started', 'started-loud'],
  'dr-el8-dash': ['clean', 'half-started', 'record-lost', 'record-truncated', 'vips-alone', 'started-admin', 'other-started'],
  'tun-el7-bash': ['clean', 'started', 'half-started', 'older-started', 'rebooted', 'records-lost', 'loud-interface'],
  'nat-el9-busybox': ['clean', 'flushed', 'record-of-older-version', 'started-admin', 'both-started', 'by-hand'],
};

/** The states in which a subject is tried without --all; undefined if it is not. */
export const sampleOf = (subject: string): readonly string[] | undefined => sample[subject];
