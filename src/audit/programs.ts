// What the programs that such scripts call do to a host, by their words.
import type { Effect } from './effect.ts';
import { isUnknown, type Unknowns } from './unknowns.ts';

/** A call of a program: its name without a folder, the words behind it, and what it reads. */
export interface Call {
  readonly program: string;
  readonly words: readonly string[];
  readonly stdin: string;
}

type Reads = (call: Call, word: Unknowns) => readonly Effect[];

/** The effects of a call, or undefined for a program that is not known here. */
export function effectsOf(call: Call, unknowns: Unknowns): readonly Effect[] | undefined {
  const reads = Object.hasOwn(programs, call.program) ? programs[call.program] : undefined;
  return reads?.(call, unknowns);
}

/** An interface without its alias, and the alias as a label. */
function named(name: string): { readonly device: string; readonly label?: string } {
  const [device = ''] = name.split(':');
  return device === name ? { device } : { device, label: name };
}

/** The words behind these keys, by their key; the others in their order. */
function sorted(words: readonly string[], keys: readonly string[]) {
  const values = new Map<string, string>();
  const others: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (keys.includes(word)) values.set(word, words[(at += 1)] ?? '');
    else others.push(word);
  }
  return { values, others };
}

/** Tells whether iproute2 reads the word as this one: any beginning of it will do. */
const means = (word: string | undefined, whole: string): boolean =>
  word !== undefined && word !== '' && whole.startsWith(word);

const ip: Reads = (call, unknowns) => {
  const at = call.words.findIndex((word) => !word.startsWith('-'));
  const options = call.words.slice(0, at < 0 ? undefined : at);
  if (options.some((word) => /^-b(atch)?$/.test(word)))
    return call.stdin.split('\n').flatMap((line) => {
      const words = line.split(/\s+/).filter((word) => word !== '');
      return words.length === 0 ? [] : ip({ ...call, words, stdin: '' }, unknowns);
    });
  // Their value is one more word; another namespace is another host.
  if (options.some((word) => /^-(n|netns|f|family)$/.test(word))) {
    if (!/^-f/.test(options.at(-1) ?? '')) return [];
    return ip({ ...call, words: call.words.slice(at + 1) }, unknowns);
  }
  const [object, action = 'show', ...words] = at < 0 ? [] : call.words.slice(at);
  if (means(object, 'address')) return ipAddress(action, words, unknowns);
  if (means(object, 'link')) return ipLink(action, words);
  if (means(object, 'route')) return ipRoute(action, words, unknowns);
  return [];
};

function ipAddress(
  action: string,
  words: readonly string[],
  unknowns: Unknowns,
): readonly Effect[] {
  const keys = 'dev local peer label broadcast brd scope to metric valid_lft preferred_lft';
  const { values, others } = sorted(words, keys.split(' '));
  const [first = ''] = others;
  const [address = '', prefix] = (values.get('local') ?? first).split('/');
  const { device } = named(values.get('dev') ?? '');
  const label = values.get('label');
  const on = { device, ...(label === undefined ? {} : { label }) };
  if (/^(a|ad|add|c|ch|cha|chan|chang|change|chg|r|re|rep|repl|replace)$/.test(action)) {
    const bits = prefix === undefined ? (address.includes(':') ? 128 : 32) : Number(prefix);
    const known = Number.isNaN(bits) ? {} : { prefix: bits };
    return [{ does: 'add-address', address: unknowns.word(address), ...known, ...on }];
  }
  if (means(action, 'delete'))
    return [{ does: 'delete-address', address: unknowns.word(address), ...on }];
  if (!means(action, 'flush')) return [];
  const to = values.get('to')?.split('/')[0];
  const only = to === undefined ? {} : { address: unknowns.word(to) };
  const dev = device === '' ? named(first).device : device;
  return [{ does: 'delete-address', ...only, ...on, device: dev }];
}

function ipLink(action: string, words: readonly string[]): readonly Effect[] {
  if (!means(action, 'set')) return [];
  const others = words.filter((word) => word !== 'dev');
  const name = others.find((word) => word !== 'up' && word !== 'down') ?? '';
  const { device } = named(name);
  if (others.includes('up')) return [{ does: 'link-up', device }];
  return others.includes('down') ? [{ does: 'link-down', device }] : [];
}

function ipRoute(action: string, words: readonly string[], unknowns: Unknowns): readonly Effect[] {
  const keys = 'dev via src metric table proto scope mtu advmss to';
  const { values, others } = sorted(words, keys.split(' '));
  const types = ['local', 'unicast', 'broadcast', 'blackhole'];
  const to = values.get('to') ?? others.find((word) => !types.includes(word)) ?? '';
  const does = /^(a|add|append|r|replace|c|ch|change|prepend)$/.test(action)
    ? 'add-route'
    : means(action, 'delete')
      ? 'delete-route'
      : undefined;
  if (does === undefined) return [];
  // Unlike route, ip knows no aliases.
  const dev = values.get('dev');
  const on = dev === undefined ? {} : { device: named(dev).device };
  return [{ does, to: unknowns.word(to.replace(/\/32$/, '')), ...on }];
}

const ifconfig: Reads = ({ words }, unknowns) => {
  const [name = '', ...behind] = words.filter((word) => !/^-/.test(word) && word !== 'inet');
  const keys = 'netmask broadcast pointopoint dstaddr mtu metric hw add del network';
  const { values, others } = sorted(behind, keys.split(' '));
  const on = named(name);
  const address = others.find((word) => !/^-?(up|down|arp|inet6|multicast|promisc)$/.test(word));
  if (others.includes('down')) {
    if (on.label !== undefined) return [{ does: 'delete-address', ...on }];
    return [{ does: 'link-down', device: on.device }];
  }
  if (address === undefined)
    return others.includes('up') && on.label === undefined
      ? [{ does: 'link-up', device: on.device }]
      : [];
  // Measured with net-tools 2.10: a prefix behind the address is lost, and the mask with it.
  const [plain = '', slash] = address.split('/');
  const mask = values.get('netmask');
  const prefix = mask === undefined ? (slash === undefined ? classOf(plain) : 0) : maskLength(mask);
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
  return [{ does, to: unknowns.word(to), ...(dev === undefined ? {} : named(dev)) }];
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
