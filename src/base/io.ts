/** Where a command reads from and writes to: data goes to stdout, everything said to people to stderr. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether what is said to people may carry colours: a terminal, and no NO_COLOR. */
  readonly colour: boolean;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** As of diff(1): clean; differences or findings; usage, config or tool failure; interrupted. Plugins of Nagios have 3. */
export const exitCodes = {
  ...{ clean: 0, differences: 1, failure: 2, unknown: 3, interrupted: 130 },
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a lone `-` among the files of a command is for it. */
export const stdinFile = '/dev/stdin';
