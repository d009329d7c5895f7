// What the programs that such scripts call do to a host, by their words.
import type { Effect, Words } from './effect.ts';
import type { State } from './state.ts';
import { isUnknown } from './words.ts';

/** The effects that a call of a program has, by the words behind its name. */
type Reads = (words: Words, state: State) => readonly Effect[];

/** The words behind these keys, by their key; the others in their order. */
function sorted(words: Words, keys: string) {
  const values: Partial<Record<string, string>> = {};
  const others: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (keys.split(' ').includes(word)) values[word] = words[(at += 1)] ?? '';
    else others.push(word);
  }
  return { values, others };
}

/** An interface without its alias, and the alias as a label. */
function named(name: string) {
  const [device = ''] = name.split(':');
  return { device, label: device === name ? undefined : name };
}

/** Tells whether iproute2 reads the word as this one: any beginning of it will do. */
const means = (word: string, whole: string): boolean => word !== '' && whole.startsWith(word);
const adds = /^(a|ad|add|append|prepend|c|ch|cha|chan|chang|change|chg|r|re|rep|repl|replace)$/;
const ipKeys =
  'dev local peer label broadcast brd scope to metric valid_lft preferred_lft via src table proto mtu advmss';

const ip: Reads = (words, state) => {
  const { values, others } = sorted(words, ipKeys);
  const [object = '', action = '', ...behind] = others.filter((word) => !/^-[46o]$/.test(word));
  const { dev = '', local, label, to, src, via } = values;
  const { device } = named(dev);
  const does = adds.test(action) ? 'add' : means(action, 'delete') ? 'delete' : undefined;
  if (means(object, 'address')) {
    const [text = '', bits] = (local ?? behind[0] ?? '').split('/');
    const address = state.word(text);
    const prefix = Number(bits) || undefined;
    if (does === 'delete') return [{ does: 'delete-address', address, prefix, device, label }];
    const usual = text.includes(':') ? 128 : 32;
    if (does === 'add')
      return [{ does: 'add-address', address, prefix: bits ? prefix : usual, device, label }];
    const all = { address: to ? state.word(to.replace(/\/.*/, '')) : undefined, label };
    const on = named(dev || text || (label ?? '')).device;
    return means(action, 'flush') ? [{ does: 'delete-address', ...all, device: on }] : [];
  }
  if (means(object, 'link')) {
    const way = behind.find((word) => word === 'up' || word === 'down');
    const name = named(behind.find((word) => word !== way) ?? dev).device;
    return way && means(action, 'set') ? [{ does: `link-${way}`, device: name }] : [];
  }
  if (!means(object, 'route') || does === undefined) return [];
  const isWord = (word: string): boolean => !/^(local|unicast|broadcast|blackhole)$/.test(word);
  const target = (to ?? behind.find(isWord) ?? '').replace(/\/32$/, '');
  // Unlike route, ip knows no aliases: it goes with the address that it has as its source.
  const on = { device: device || undefined, label: src, via: via ? state.word(via) : undefined };
  return [{ does: `${does}-route`, to: state.word(target), ...on }];
};

const ifconfigKeys = 'netmask broadcast pointopoint dstaddr mtu metric hw add del network';

const ifconfig: Reads = (words, state) => {
  const [name = '', ...behind] = words.filter((word) => !word.startsWith('-') && word !== 'inet');
  const { values, others } = sorted(behind, ifconfigKeys);
  const on = named(name);
  const isAlias = on.label !== undefined;
  const flags = /^-?(up|down|arp|inet6|multicast|promisc)$/;
  const [address = '', slash] = others.find((word) => !flags.test(word))?.split('/') ?? [];
  if (/^0(\.0\.0\.0)?$/.test(address) || (isAlias && others.includes('down')))
    return [{ does: 'delete-address', ...on }];
  if (others.includes('down')) return [{ does: 'link-down', device: on.device }];
  const { netmask = '' } = values;
  const up: readonly Effect[] = isAlias ? [] : [{ does: 'link-up', device: on.device }];
  if (address === '' && netmask === '') return others.includes('up') ? up : [];
  // Measured with net-tools 2.10: a prefix behind the address is lost, and the mask with it.
  const prefix = netmask === '' && slash !== undefined ? 0 : maskLength(netmask, address);
  return [{ does: 'add-address', address: state.word(address), prefix, ...on }, ...up];
};

/** The length of a mask; without one, ifconfig takes that of the class of the address. */
function maskLength(mask: string, address: string): number | undefined {
  const bits = mask.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'));
  if (bits.join('').length === 32) return `${bits.join('')}0`.indexOf('0');
  if (isUnknown(mask || address)) return undefined;
  const first = Number(address.split('.')[0]);
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}

const route: Reads = (words, state) => {
  const at = words.findIndex((word) => /^(add|del|delete)$/.test(word));
  const behind = words.slice(at + 1).filter((word) => word !== '-host' && word !== 'reject');
  const { values, others } = sorted(behind, 'gw netmask metric dev mss window');
  const isNet = others.includes('-net') && values['netmask'] !== '255.255.255.255';
  if (at < 0 || isNet) return [];
  const [to = '', last] = others.filter((word) => word !== '-net');
  const { dev = last, gw } = values;
  const does = words[at] === 'add' ? 'add-route' : 'delete-route';
  const via = gw === undefined ? undefined : state.word(gw);
  return [{ does, to: state.word(to), via, ...(dev === undefined ? {} : named(dev)) }];
};

const sysctl: Reads = (words, state) => {
  const at = words.findIndex((word) => /^(-[a-z]*p.*|--load.*|--system)$/.test(word));
  if (at < 0) return words.flatMap((word) => setting(word, state));
  const [option = '', next] = words.slice(at);
  const file = option === '--system' ? undefined : (/=(.*)/.exec(option)?.[1] ?? next);
  return [{ does: 'load-settings', file: file === undefined ? undefined : state.word(file) }];
};

/** The effect of `key=value`, as sysctl reads it, on its command line and in its files. */
export function setting(text: string, state: Pick<State, 'word'>): readonly Effect[] {
  const [, name, value = ''] = /^\s*-?([^#;=\s][^=]*?)\s*=(.*)$/s.exec(text) ?? [];
  return name === undefined
    ? []
    : [{ does: 'set', key: settingKey(name), value: state.word(value.trim()) }];
}

/** The key below /proc/sys: where dots come first, a slash stands for a dot in the name of an interface. */
function settingKey(name: string): string {
  const isDotted = /[./]/.exec(name)?.[0] === '.';
  return isDotted ? name.replace(/[./]/g, (one) => (one === '.' ? '/' : '.')) : name;
}

const firewall: Reads = (words, state) => {
  const flush = words.findIndex((word) => word === '-F' || word === '--flush');
  const chain = words[flush + 1] ?? '-';
  if (flush >= 0 && chain.startsWith('-')) return [{ does: 'flush-firewall' }];
  return words.includes('MARK')
    ? [{ does: 'mark-packets', words: words.map((word) => state.word(word)) }]
    : [];
};

const arptables: Reads = (words, state) => {
  const isDropped = ['-d', '-A', '-I', 'DROP'].filter((word) => words.includes(word)).length > 2;
  return isDropped ? [{ does: 'silence-by-arptables' }] : firewall(words, state);
};

const operands = (words: Words): Words => words.filter((word) => !word.startsWith('-'));
const rmmod: Reads = (words) =>
  operands(words).map((module) => ({ does: 'unload-module', module }));

/** What is known of programs here, by their names. */
export const programs = new Map<string, Reads>(
  Object.entries<Reads>({
    ...{ ip, ifconfig, route, sysctl, arptables, iptables: firewall, ip6tables: firewall },
    rmmod,
    rm: () => [],
    modprobe: (words, state) =>
      words.some((word) => /^(-\w*r|--remove)/.test(word)) ? rmmod(words, state) : [],
    touch: (words, state) =>
      operands(words).map((path) => ({ does: 'touch', path: state.word(path) })),
    nft: (words) => (words.join(' ') === 'flush ruleset' ? [{ does: 'flush-firewall' }] : []),
    ipvsadm: (words, state) => [{ does: 'ipvsadm', words: words.map((word) => state.word(word)) }],
    ifdown: ([name = '']) => {
      const on = named(name);
      return [{ does: on.label === undefined ? 'link-down' : 'delete-address', ...on }];
    },
    ifup: ([name = ''], state) => {
      const on = named(name);
      if (on.label === undefined) return [{ does: 'link-up', device: on.device }];
      const address = state.word(state.unknown(`ifcfg-${name}`, 'it stands in another file'));
      return [{ does: 'add-address', address, ...on }];
    },
  }),
);
