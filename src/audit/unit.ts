type UnitAction = 'start' | 'stop' | 'reload';

/** What matters of a unit of systemd that runs a script. */
export interface Unit {
  readonly type: string;
  readonly remainAfterExit: boolean;
  /** What starts after it. */
  readonly before: readonly string[];
  /**
   * What it runs, by action, as text for a shell: each command and each `Environment=` stands where the unit has it, and
   * all else is blank.
   */
  readonly scripts: ReadonlyMap<UnitAction, string>;
}

const actions: Readonly<Record<string, readonly UnitAction[]>> = {
  ...{ ExecStartPre: ['start'], ExecStart: ['start'], ExecStartPost: ['start'] },
  ...{ ExecStop: ['stop'], ExecStopPost: ['stop'], ExecReload: ['reload'] },
  Environment: ['start', 'stop', 'reload'],
};

/** Reads a unit. A line that ends in a backslash goes on in the next, for systemd as for a shell. */
export function readUnit(text: string): Unit {
  const lines = text.split('\n');
  const values = new Map<string, string>();
  const scripts = new Map<UnitAction, string[]>();
  let goesOn = '';
  for (const [index, line] of lines.entries()) {
    if (/^\s*[#;]/.test(line)) continue;
    const [, key = goesOn, value = line] = /^\s*(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    goesOn = line.endsWith('\\') ? key : '';
    values.set(key, `${values.get(key) ?? ''} ${value}`.trim());
    const command = value
      // The signs before a path say how systemd runs it; a doubled $ or % is one.
      .replace(/^[-@:+!|]+/, (signs) => ' '.repeat(signs.length))
      .replace(/\$\$|%%/g, (two) => two.slice(1));
    const start = ' '.repeat(line.length - value.length);
    const word = key === 'Environment' && start !== '' ? 'export ' : '';
    for (const action of actions[key] ?? []) {
      const script = scripts.get(action) ?? lines.map(() => '');
      script[index] = word + start.slice(word.length) + command;
      scripts.set(action, script);
    }
  }
  return {
    type: values.get('Type') ?? 'simple',
    remainAfterExit: /^(yes|true|on|1)$/i.test(values.get('RemainAfterExit') ?? ''),
    before: (values.get('Before') ?? '').split(/\s+/).filter(Boolean),
    scripts: new Map([...scripts].map(([action, script]) => [action, script.join('\n')])),
  };
}
