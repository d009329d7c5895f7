/** All of a host that a script could have changed. */
export interface HostState {
  /** Addresses, links, routes and rules, and what IPVS has, as `ip` and `ipvsadm` list them. */
  readonly network: ReadonlySet<string>;
  /** By the path of their file. */
  readonly settings: ReadonlyMap<string, string>;
  /** What is recorded, by the path of the file; a line ends with `|`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads what host.bash shows of a host, without what is new with each host. */
export function parseHost(text: string): HostState {
  const network = new Set<string>();
  const settings = new Map<string, string>();
  const files = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, file = '', content = ''] = /^FILE (\S+): (.*)$/.exec(line) ?? [];
    const [, name = '', value = ''] = /^(\/proc\/sys\/[^:]+):(.*)$/.exec(line) ?? [];
    if (file !== '') files.set(file, content.replace(bootId, 'BOOT'));
    else if (name !== '') settings.set(name, value);
    else if (line !== '' && !followsFromAddress.test(line)) network.add(withoutNumbers(line));
  }
  return { network, settings, files };
}

/** The kernel's name for this boot, at the head of a record: a random one, as those of RFC 9562 are that have this form. */
const bootId =
  /(?<=^\S+ )[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?=\|)/;

/** The routes that the kernel keeps for an address. */
const followsFromAddress = /^(local|broadcast|anycast|multicast) | proto kernel /;

const withoutNumbers = (line: string): string =>
  line
    .replace(/^\d+: (?=\S+:| *\S+ +inet)/, '')
    .replace(/@if\d+/, '')
    .replace(/ link-netnsid \d+/, '')
    .replace(/ secondary /, ' ')
    .replace(/\\ +valid_lft .*/, '')
    .replace(/ +/g, ' ')
    .trim();

const silentValues = (scope: string): readonly string[] =>
  scope === 'host' ? ['1', '2', '3', '8'] : ['1', '2', '8'];

/** The addresses on lo and tunl0 for which ARP is answered on some interface, by the rules of the kernel. */
export function exposedIn({ network, settings }: HostState): string[] {
  const values = new Map(
    [...settings].flatMap(([name, value]) => {
      const device = /\/ipv4\/conf\/(.+)\/arp_ignore$/.exec(name)?.[1];
      return device === undefined ? [] : [[device, value] as const];
    }),
  );
  const all = Number(values.get('all') ?? 0);
  // The kernel takes the greater of the two.
  const used = [...values]
    .filter(([device]) => !['all', 'default', 'lo', 'tunl0', 'tunl0-end'].includes(device))
    .map(([, own]) => String(Math.max(all, Number(own))));
  return [...network].flatMap((line) => {
    const [, address, scope] = /^(?:lo|tunl0) inet (\S+)\/.* scope (\S+)/.exec(line) ?? [];
    if (address === undefined || scope === undefined || address === '127.0.0.1') return [];
    return used.every((value) => silentValues(scope).includes(value)) ? [] : [address];
  });
}

/** Whether a line of the network is a link. */
export const isLink = (line: string): boolean => /^\S+: </.test(line);

/** A host with the links of another state of it. */
export const withLinksOf = (one: HostState, host: HostState): HostState => ({
  ...host,
  network: new Set([
    ...[...one.network].filter(isLink),
    ...[...host.network].filter((line) => !isLink(line)),
  ]),
});

export const sameNetwork = (one: HostState, other: HostState): boolean =>
  one.network.size === other.network.size &&
  [...one.network].every((line) => other.network.has(line));

/**
 * @param started - promote_secondaries does not count: a started script keeps it where it took off an address with a
 * short prefix, and puts it back with the rest.
 */
export const sameSettings = (one: HostState, other: HostState, started = false): boolean =>
  one.settings.size === other.settings.size &&
  [...one.settings].every(
    ([name, value]) =>
      other.settings.get(name) === value || (started && name.endsWith('/promote_secondaries')),
  );

export const sameFiles = (one: HostState, other: HostState): boolean =>
  one.files.size === other.files.size &&
  [...one.files].every(([name, content]) => other.files.get(name) === content);

/** How another state differs from one, line by line. */
export function differences(one: HostState, other: HostState): string[] {
  const lines = ({ network, settings, files }: HostState): string[] => [
    ...network,
    ...[...settings].map(([name, value]) => `${name}=${value}`),
    ...[...files].map(([name, content]) => `${name}: ${content}`),
  ];
  const [before, after] = [new Set(lines(one)), new Set(lines(other))];
  return [
    ...[...before].filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
}
