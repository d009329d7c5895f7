import { named, type Reads, sorted } from './call.ts';
import type { Effect } from './effect.ts';
import type { Unknowns } from './unknowns.ts';

/** Tells whether iproute2 reads the word as this one: any beginning of it will do. */
const means = (word: string | undefined, whole: string): boolean =>
  word !== undefined && word !== '' && whole.startsWith(word);

/** What ip of iproute2 does. */
export const ip: Reads = (call, unknowns) => {
  const at = call.words.findIndex((word) => !word.startsWith('-'));
  const options = call.words.slice(0, at < 0 ? undefined : at);
  if (options.some((word) => /^-b(atch)?$/.test(word)))
    return call.stdin.split('\n').flatMap((line) => {
      const words = line.split(/\s+/).filter((word) => word !== '');
      return words.length === 0 ? [] : ip({ ...call, words, stdin: '' }, unknowns);
    });
  // Their value is one more word; another namespace is another host.
  if (options.some((word) => /^-(n|netns|f|family)$/.test(word))) {
    if (!(options.at(-1) ?? '').startsWith('-f')) return [];
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
    return [
      {
        does: 'delete-address',
        address: unknowns.word(address),
        ...(prefix === undefined ? {} : { prefix: Number(prefix) }),
        ...on,
      },
    ];
  if (!means(action, 'flush')) return [];
  const to = values.get('to')?.split('/')[0];
  const only = to === undefined ? {} : { address: unknowns.word(to) };
  const dev = device === '' ? named(first === '' ? (label ?? '') : first).device : device;
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
  // It goes with the address that it has as its source.
  const src = values.get('src');
  const label = src === undefined ? {} : { label: src };
  const gateway = values.get('via');
  const via = gateway === undefined ? {} : { via: unknowns.word(gateway) };
  return [{ does, to: unknowns.word(to.replace(/\/32$/, '')), ...via, ...on, ...label }];
}
