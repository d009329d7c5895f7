// What the programs that such scripts call do to a host, by their words.
import { type Call, named, type Reads, sorted } from './call.ts';
import type { Effect } from './effect.ts';
import { ip } from './iproute.ts';
import { isUnknown, type Unknowns } from './unknowns.ts';

/** The effects of a call, or undefined for a program that is not known here. */
export function effectsOf(call: Call, unknowns: Unknowns): readonly Effect[] | undefined {
  const reads = Object.hasOwn(programs, call.program) ? programs[call.program] : undefined;
  return reads?.(call, unknowns);
}

const ifconfig: Reads = ({ words }, unknowns) => {
  const [name = '', ...behind] = words.filter((word) => !word.startsWith('-') && word !== 'inet');
  const keys = 'netmask broadcast pointopoint dstaddr mtu metric hw add del network';
  const { values, others } = sorted(behind, keys.split(' '));
  const on = named(name);
  const address = others.find((word) => !/^-?(up|down|arp|inet6|multicast|promisc)$/.test(word));
  if (/^0(\.0\.0\.0)?$/.test(address ?? '')) return [{ does: 'delete-address', ...on }];
  if (others.includes('down')) {
    if (on.label !== undefined) return [{ does: 'delete-address', ...on }];
    return [{ does: 'link-down', device: on.device }];
  }
  if (address === undefined && values.size === 0)
    return others.includes('up') && on.label === undefined
      ? [{ does: 'link-up', device: on.device }]
      : [];
  // Measured with net-tools 2.10: a prefix behind the address is lost, and the mask with it.
  const [plain = '', slash] = (address ?? '').split('/');
  const mask = values.get('netmask');
  const prefix =
    mask === undefined
      ? slash === undefined
        ? classOf(plain)
        : 0
      : (maskLength(mask) ?? classOf(isUnknown(mask) ? mask : plain));
  const known = prefix === undefined ? {} : { prefix };
  const up: readonly Effect[] =
    on.label === undefined ? [{ does: 'link-up', device: on.device }] : [];
  return [{ does: 'add-address', address: unknowns.word(plain), ...known, ...on }, ...up];
};

/** The mask that ifconfig takes for an address without one, by its class. */
function classOf(address: string): number | undefined {
  if (isUnknown(address)) return undefined;
  const first = Number(address.split('.')[0]);
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}

function maskLength(mask: string): number | undefined {
  const bytes = mask.startsWith('0x')
    ? (mask.slice(2).match(/../g) ?? []).map((byte) => parseInt(byte, 16))
    : mask.split('.').map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => Number.isNaN(byte))) return undefined;
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.includes('0') ? bits.indexOf('0') : 32;
}

const route: Reads = ({ words }, unknowns) => {
  const action = words.find((word) => word === 'add' || word === 'del' || word === 'delete');
  if (action === undefined) return [];
  const behind = words.slice(words.indexOf(action) + 1);
  const keys = ['gw', 'netmask', 'metric', 'dev', 'mss', 'window'];
  const { values, others } = sorted(
    behind.filter((word) => word !== '-host' && word !== 'reject'),
    keys,
  );
  if (others.includes('-net') && values.get('netmask') !== '255.255.255.255') return [];
  const [to = '', last] = others.filter((word) => word !== '-net');
  const dev = values.get('dev') ?? last;
  const does = action === 'add' ? 'add-route' : 'delete-route';
  const gateway = values.get('gw');
  const via = gateway === undefined ? {} : { via: unknowns.word(gateway) };
  return [{ does, to: unknowns.word(to), ...via, ...(dev === undefined ? {} : named(dev)) }];
};

const sysctl: Reads = ({ words }, unknowns) => {
  const load = words.findIndex((word) => /^(-[a-z]*p.*|--load.*|--system)$/.test(word));
  if (load >= 0) {
    const file = words[load]?.startsWith('--load=') ? words[load].slice(7) : words[load + 1];
    const isOne = file !== undefined && words[load] !== '--system';
    return [{ does: 'load-settings', ...(isOne ? { file: unknowns.word(file) } : {}) }];
  }
  return words.flatMap((word) => setting(word, unknowns));
};

/** The effect of `key=value`, as sysctl reads it, on its command line and in its files. */
export function setting(text: string, unknowns: Unknowns): readonly Effect[] {
  const at = text.indexOf('=');
  if (at < 0 || /^\s*[#;]/.test(text)) return [];
  const name = text.slice(0, at).trim().replace(/^-/, '');
  // Where dots come first, a slash stands for a dot in the name of an interface.
  const dotted = /^[^/.]*\./.test(name);
  const key = dotted ? name.replace(/[./]/g, (one) => (one === '.' ? '/' : '.')) : name;
  const value = unknowns.word(text.slice(at + 1).trim());
  return [{ does: 'set', key: unknowns.readable(key), value }];
}

const firewall: Reads = ({ program, words }, unknowns) => {
  const name = program as 'iptables' | 'ip6tables' | 'arptables';
  const flush = words.findIndex((word) => word === '-F' || word === '--flush');
  const chain = words[flush + 1];
  if (flush >= 0 && (chain === undefined || chain.startsWith('-')))
    return [{ does: 'flush-firewall', program: name }];
  if (words.includes('MARK'))
    return [{ does: 'mark-packets', words: words.map((word) => unknowns.word(word)) }];
  const at = words.findIndex((word) => word === '-d' || /^--dst|^--destination-ip/.test(word));
  const adds = words.some((word) => /^(-[AI]|--append|--insert)$/.test(word));
  if (name !== 'arptables' || at < 0 || !adds || !words.includes('DROP')) return [];
  const address = unknowns.word((words[at + 1] ?? '').replace(/\/32$/, ''));
  return [{ does: 'silence-by-arptables', address }];
};

const modules: Reads = ({ program, words }) => {
  const removes = program === 'rmmod' || words.some((word) => /^-\w*r|^--remove/.test(word));
  const names = words.filter((word) => !word.startsWith('-'));
  return (removes || program === 'insmod' ? names : names.slice(0, 1)).map((module) => ({
    does: removes ? 'unload-module' : 'load-module',
    module,
  }));
};

const each =
  (does: 'touch' | 'remove'): Reads =>
  ({ words }, unknowns) =>
    words
      .filter((word) => !word.startsWith('-'))
      .map((path) => ({ does, path: unknowns.word(path) }));

const programs: Readonly<Record<string, Reads>> = {
  ip,
  ifconfig,
  route,
  sysctl,
  iptables: firewall,
  ip6tables: firewall,
  arptables: firewall,
  nft: ({ words }) =>
    words.join(' ') === 'flush ruleset' ? [{ does: 'flush-firewall', program: 'nft' }] : [],
  modprobe: modules,
  rmmod: modules,
  insmod: modules,
  ipvsadm: ({ words }, unknowns) => [
    { does: 'ipvsadm', words: words.map((word) => unknowns.word(word)) },
  ],
  ifdown: ({ words: [name = ''] }) => {
    const on = named(name);
    return [
      on.label === undefined ? { does: 'link-down', ...on } : { does: 'delete-address', ...on },
    ];
  },
  ifup: ({ words: [name = ''] }, unknowns) => {
    const on = named(name);
    if (on.label === undefined) return [{ does: 'link-up', ...on }];
    const address = unknowns.word(unknowns.of(`ifcfg-${name}`, 'it stands in another file'));
    return [{ does: 'add-address', address, ...on }];
  },
  touch: each('touch'),
  rm: each('remove'),
  unlink: each('remove'),
};
