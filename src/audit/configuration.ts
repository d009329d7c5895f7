// What comes with scripts: units of systemd, keepalived.conf, lines for sysctl(8), a table of ipvsadm(8).
import type { Effect, Place, Step, Understood, Words } from './effect.ts';
import { setting } from './programs.ts';

/** Tells a unit of systemd by a section that units have. */
export function isUnit(text: string): boolean {
  return /^[ \t]*\[(Unit|Service|Install)\][ \t]*$/m.test(text) && !text.startsWith('#!');
}

/** Reads what comes with scripts and is no unit; nothing of all else. */
export function understandConfiguration(text: string, file: string): Understood | undefined {
  const said = text.split('\n').flatMap((written, index) => {
    const place = { file, line: index + 1, column: written.search(/\S/) + 1 };
    return /^\s*([#;!]|$)/.test(written) ? [] : [{ line: written.trim(), place }];
  });
  const all = (pattern: RegExp): boolean => said.every(({ line }) => pattern.test(line));
  const understood = (kind: Understood['kind'], effectsOf: (line: string) => readonly Effect[]) => {
    const steps = said.flatMap(({ line, place }) =>
      effectsOf(line).map((effect) => ({ effect, place })),
    );
    return { file, kind, actions: new Map([['start', steps]]) };
  };
  if (said.length === 0 || text.startsWith('#!')) return undefined;
  // What `ipvsadm -R` does with the table that `ipvsadm -Sn` has printed.
  if (all(/^(-[AEa]|--add-\w+) /))
    return understood('ipvsadm', (line) => [call(line.split(/\s+/))]);
  if (all(/^-?[\w*-]+[./][\w./*-]+\s*=/))
    return understood('sysctl', (line) => setting(line, { word: (value) => ({ text: value }) }));
  const isKeepalived = said.some(({ line }) =>
    /^(global_defs|vrrp_instance \S+|virtual_server(_group)? \S+.*?)\s*(\{.*)?$/.test(line),
  );
  return isKeepalived && !text.includes('<<') ? understandKeepalived(text, file) : undefined;
}

const call = (words: Words): Effect => ({
  does: 'ipvsadm',
  words: words.map((text) => ({ text })),
});

const actions: Readonly<Record<string, readonly string[]>> = {
  ...{ ExecStartPre: ['start'], ExecStart: ['start'], ExecStartPost: ['start'] },
  ...{ ExecStop: ['stop'], ExecStopPost: ['stop'], ExecReload: ['reload'] },
  Environment: ['start', 'stop', 'reload'],
};

/**
 * Reads a unit. A line that ends in a backslash goes on in the next, for systemd as for a shell.
 *
 * @returns what it runs, by action, as text for a shell: each command and each `Environment=` stands where the unit has
 * it, and all else is blank
 */
export function readUnit(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n');
  const scripts = new Map<string, string[]>();
  let goesOn = '';
  for (const [index, line] of lines.entries()) {
    if (/^\s*[#;]/.test(line)) continue;
    const [, key = goesOn, value = line] = /^\s*(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    goesOn = line.endsWith('\\') ? key : '';
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
  return new Map([...scripts].map(([action, script]) => [action, script.join('\n')]));
}

/** A line of keepalived.conf, with what stands in braces behind it. */
export interface Block {
  readonly keyword: string;
  /** The words behind the keyword. */
  readonly words: readonly string[];
  readonly place: Place;
  readonly inner: readonly Block[];
}

/** The blocks of a keepalived.conf. What is not closed ends with the text. */
export function readBlocks(text: string, file: string): readonly Block[] {
  const top: Block[] = [];
  const open = [top];
  for (const [index, line] of text.split('\n').entries()) {
    let last: { words: string[] } | undefined;
    // A comment begins in the middle of a word, too; braces need no blanks.
    for (const { 0: token, index: at } of line.matchAll(/[#!].*|[{}]|"[^"]*"?|[^\s{}#!"]+/g)) {
      const block = open.at(-1) ?? top;
      if (/^[#!]/.test(token)) break;
      if (token === '}' && open.length > 1) open.pop();
      // The block may belong to the line above. A configuration has five levels.
      else if (token === '{') {
        const inner = open.length > 16 ? block : block.at(-1)?.inner;
        open.push((inner as Block[] | undefined) ?? []);
      } else if (token !== '}' && last === undefined) {
        last = { words: [] };
        const place = { file, line: index + 1, column: at + 1 };
        block.push({ keyword: token, ...last, place, inner: [] });
      } else if (token !== '}') last?.words.push(token.replaceAll('"', ''));
      if (/[{}]/.test(token)) last = undefined;
    }
  }
  return top;
}

/** Those of the blocks that begin with one of these keywords. */
export function named(blocks: readonly Block[], ...keywords: readonly string[]): readonly Block[] {
  return blocks.filter(({ keyword }) => keywords.includes(keyword));
}

/** What stands behind the first of these keywords that is there; empty where it stands alone. */
export function valueOf({ inner }: Block, ...keywords: readonly string[]): string | undefined {
  return named(inner, ...keywords)[0]?.words.join(' ');
}

/** What keepalived does with a configuration when it has the VIPs. */
function understandKeepalived(text: string, file: string): Understood {
  const top = readBlocks(text, file);
  const vips = named(top, 'vrrp_instance').flatMap((instance) => {
    const lists = named(instance.inner, 'virtual_ipaddress', 'virtual_ipaddress_excluded');
    return lists
      .flatMap(({ inner }) => inner)
      .map(({ keyword, words, place }): Step => {
        const [address = '', prefix = address.includes(':') ? '128' : '32'] = keyword.split('/');
        const own = words.includes('dev') ? words[words.indexOf('dev') + 1] : undefined;
        const device = own ?? valueOf(instance, 'interface') ?? '';
        const on = { address: { text: address }, prefix: Number(prefix), device };
        return { effect: { does: 'add-address', ...on }, place };
      });
  });
  const services = named(top, 'virtual_server').flatMap((server) => callsOf(server, top));
  return { file, kind: 'keepalived', actions: new Map([['start', [...vips, ...services]]]) };
}

/** What keepalived tells IPVS for a virtual_server, as calls of ipvsadm(8): each service, and then its real servers. */
function callsOf(server: Block, top: readonly Block[]): readonly Step[] {
  const [first = '', second = ''] = server.words;
  const group = named(top, 'virtual_server_group').find(({ words }) => words[0] === second);
  const members =
    first === 'group'
      ? (group?.inner.map(({ keyword, words }) => [keyword, words[0] ?? '']) ?? [])
      : [[first, second]];
  const timeout = valueOf(server, 'persistence_timeout') ?? '0';
  const mask = valueOf(server, 'persistence_granularity');
  const how = [
    ...['-s', valueOf(server, 'lb_algo', 'lvs_sched') ?? 'wlc'],
    ...(timeout === '0' ? [] : ['-p', timeout || '360', ...(mask ? ['-M', mask] : [])]),
    ...(valueOf(server, 'ops') === undefined ? [] : ['-o']),
  ];
  const spoken = valueOf(server, 'protocol') ?? '';
  const protocol = { TCP: '-t', UDP: '-u', SCTP: '--sctp-service' }[spoken] ?? '-t';
  return members.flatMap(([address = '', port = '0']) => {
    const isMark = address === 'fwmark';
    const name = isMark ? ['-f', port] : [protocol, withPort(address, port)];
    const servers = named(server.inner, 'real_server').map((one) => {
      const [own = '', ownPort = port] = one.words;
      const kind = valueOf(one, 'lvs_method') ?? valueOf(server, 'lb_kind', 'lvs_method');
      // What is neither, also `dr`, is NAT.
      const flag = { DR: '-g', TUN: '-i' }[kind ?? ''] ?? '-m';
      const to = withPort(own, isMark ? '0' : ownPort);
      const words = ['-a', ...name, '-r', to, flag, '-w', valueOf(one, 'weight') ?? '1'];
      return { effect: call(words), place: one.place };
    });
    return [{ effect: call(['-A', ...name, ...how]), place: server.place }, ...servers];
  });
}

const withPort = (address: string, port: string): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
