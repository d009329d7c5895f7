import type { Step, Understood } from './effect.ts';
import { understandKeepalived } from './keepalived.ts';

/** Tells a unit of systemd by a section that units have. */
export function isUnit(text: string): boolean {
  return /^[ \t]*\[(Unit|Service|Install)\][ \t]*$/m.test(text) && !text.startsWith('#!');
}

/** Reads what comes with scripts: keepalived.conf, lines for sysctl(8), a table of ipvsadm(8); nothing of all else. */
export function understandConfiguration(text: string, file: string): Understood | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !/^[#;!]/.test(line));
  if (said.length === 0 || text.startsWith('#!')) return undefined;
  if (said.every((line) => /^(-[AEa]|--add-\w+) /.test(line))) return understandTable(text, file);
  if (said.every((line) => setting.test(line) && /^[^=]*[./]/.test(line))) {
    return understandSysctl(text, file);
  }
  const isKeepalived = said.some((line) =>
    /^(global_defs|vrrp_instance \S+|virtual_server(_group)? \S+.*?)\s*(\{.*)?$/.test(line),
  );
  return isKeepalived && !said.some((line) => line.includes('<<'))
    ? understandKeepalived(text, file)
    : undefined;
}

const setting = /^-?([\w./*-]+)\s*=\s*(.*)$/;

/** What sysctl(8) sets, with dots or slashes in its keys: the first separator tells which are meant. */
function understandSysctl(text: string, file: string): Understood {
  return byLine('sysctl', text, file, (line) => {
    const [, key, value = ''] = setting.exec(line) ?? [];
    if (key === undefined) return undefined;
    const turned = key.replaceAll(/[./]/g, (one) => (one === '.' ? '/' : '.'));
    const hasDots = /[./]/.exec(key)?.[0] === '.';
    return { does: 'set', key: hasDots ? turned : key, value: { text: value } };
  });
}

/** What `ipvsadm -R` does with the table that `ipvsadm -Sn` has printed. */
function understandTable(text: string, file: string): Understood {
  return byLine('ipvsadm', text, file, (line) =>
    line.startsWith('-')
      ? { does: 'ipvsadm', words: line.split(/\s+/).map((word) => ({ text: word })) }
      : undefined,
  );
}

function byLine(
  kind: Understood['kind'],
  text: string,
  file: string,
  effectOf: (line: string) => Step['effect'] | undefined,
): Understood {
  const steps = text.split('\n').flatMap((written, index): Step[] => {
    const effect = effectOf(written.trim());
    const place = { file, line: index + 1, column: written.search(/\S/) + 1 };
    return effect === undefined ? [] : [{ effect, program: kind, place }];
  });
  return { file, kind, actions: new Map([['start', steps]]) };
}
