// What comes with scripts: units of systemd, keepalived.conf, lines for sysctl(8), a table of ipvsadm(8).
import type { Effect, Understood } from './effect.ts';
import { understandKeepalived } from './keepalived.ts';
import { settingKey } from './programs.ts';

/** Tells a unit of systemd by a section that units have. */
export function isUnit(text: string): boolean {
  return /^[ \t]*\[(Unit|Service|Install)\][ \t]*$/m.test(text) && !text.startsWith('#!');
}

/** Reads what comes with scripts and is no unit; nothing of all else. */
export function understandConfiguration(text: string, file: string): Understood | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !/^[#;!]/.test(line));
  if (said.length === 0 || text.startsWith('#!')) return undefined;
  if (said.every((line) => /^(-[AEa]|--add-\w+) /.test(line)))
    return byLine('ipvsadm', text, file, (line) =>
      // What `ipvsadm -R` does with the table that `ipvsadm -Sn` has printed.
      ({ does: 'ipvsadm', words: line.split(/\s+/).map((word) => ({ text: word })) }),
    );
  if (said.every((line) => /^-?[\w*-]+[./][\w./*-]+\s*=/.test(line)))
    return byLine('sysctl', text, file, (line) => {
      const [, name = '', value = ''] = /^-?(\S+?)\s*=\s*(.*)$/.exec(line) ?? [];
      return { does: 'set', key: settingKey(name), value: { text: value } };
    });
  const isKeepalived = said.some((line) =>
    /^(global_defs|vrrp_instance \S+|virtual_server(_group)? \S+.*?)\s*(\{.*)?$/.test(line),
  );
  return isKeepalived && !text.includes('<<') ? understandKeepalived(text, file) : undefined;
}

function byLine(
  kind: Understood['kind'],
  text: string,
  file: string,
  effectOf: (line: string) => Effect,
): Understood {
  const steps = text.split('\n').flatMap((written, index) => {
    const place = { file, line: index + 1, column: written.search(/\S/) + 1 };
    const line = written.trim();
    return /^([#;!]|$)/.test(line) ? [] : [{ effect: effectOf(line), program: kind, place }];
  });
  return { file, kind, actions: new Map([['start', steps]]) };
}

const actions: Readonly<Record<string, readonly string[]>> = {
  ...{ ExecStartPre: ['start'], ExecStart: ['start'], ExecStartPost: ['start'] },
  ...{ ExecStop: ['stop'], ExecStopPost: ['stop'], ExecReload: ['reload'] },
  Environment: ['start', 'stop', 'reload'],
};

/**
 * Reads a unit. A line that ends in a backslash goes on in the next, for systemd as for a shell.
 *
 * @returns what starts after it, and what it runs, by action, as text for a shell: each command and each `Environment=`
 * stands where the unit has it, and all else is blank
 */
export function readUnit(text: string): {
  readonly before: readonly string[];
  readonly scripts: ReadonlyMap<string, string>;
} {
  const lines = text.split('\n');
  const before: string[] = [];
  const scripts = new Map<string, string[]>();
  let goesOn = '';
  for (const [index, line] of lines.entries()) {
    if (/^\s*[#;]/.test(line)) continue;
    const [, key = goesOn, value = line] = /^\s*(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    goesOn = line.endsWith('\\') ? key : '';
    if (key === 'Before') before.push(...value.split(/\s+/).filter(Boolean));
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
  const joined = [...scripts].map(([action, script]) => [action, script.join('\n')] as const);
  return { before, scripts: new Map(joined) };
}
