/** One mistake in a script, which what is tried there tells. */
interface Mutant {
  readonly is: string;
  readonly shows: string;
  readonly line: string;
  readonly becomes: string;
}

const missing = '';
export const mutants: Readonly<Record<string, readonly Mutant[]>> = {
  dr: [
    {
      is: 'settings go back before the VIPs',
      shows: 'started/stop',
      line: 'change del "$ours"\n',
      becomes: 'restore_settings; change del "$ours"\n',
    },
  ],
};
