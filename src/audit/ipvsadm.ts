import type { Protocol } from '../targets/target.ts';
import type { Word } from './effect.ts';

/** A virtual service as a call of ipvsadm(8) tells it. */
export interface IpvsService {
  /** The same for the same service. */
  readonly name: string;
  /** Absent where a mark tells the service. */
  readonly address?: Word;
  readonly protocol: Protocol;
  /** 0 for every port; nothing where it cannot be known. */
  readonly port: number | undefined;
  readonly mark?: number | undefined;
  readonly scheduler: string;
  /** In seconds. */
  readonly persistence?: number | undefined;
  /** Which clients are one, as written: a netmask, or how many leading bits of an IPv6 address. */
  readonly netmask?: string;
  readonly onePacket: boolean;
}

/** A real server as a call of ipvsadm(8) tells it. */
export interface IpvsServer {
  readonly address: Word;
  readonly port: number | undefined;
  readonly mode: 'dr' | 'tun' | 'nat';
  readonly weight: number | undefined;
}

/** What one call does to the table. */
export type IpvsCall =
  | { readonly does: 'add' | 'edit' | 'delete'; readonly service: IpvsService }
  | {
      readonly does: 'add-server' | 'edit-server' | 'delete-server';
      readonly service: IpvsService;
      readonly server: IpvsServer;
    }
  /** In seconds: of TCP, of TCP after a FIN, of UDP. */
  | { readonly does: 'set'; readonly timeouts: readonly number[] }
  | { readonly does: 'clear' | 'other' }
  /** ipvsadm refuses the line, and does nothing. */
  | { readonly does: 'fail'; readonly why: string };

const commands: Readonly<Record<string, IpvsCall['does']>> = {
  ...{ A: 'add', E: 'edit', D: 'delete', a: 'add-server', e: 'edit-server', d: 'delete-server' },
  ...{ C: 'clear', set: 'set' },
};
const letters: Readonly<Record<string, string>> = {
  ...{ 'add-service': 'A', 'edit-service': 'E', 'delete-service': 'D', clear: 'C' },
  ...{ 'add-server': 'a', 'edit-server': 'e', 'delete-server': 'd', 'real-server': 'r' },
  ...{ 'tcp-service': 't', 'udp-service': 'u', 'fwmark-service': 'f', scheduler: 's' },
  ...{ persistent: 'p', netmask: 'M', gatewaying: 'g', ipip: 'i', masquerading: 'm', weight: 'w' },
  ...{ 'u-threshold': 'x', 'l-threshold': 'y', 'sched-flags': 'b', ops: 'o' },
};
const withValue = /^([tufsMrwxyb]|sctp-service|pe|mcast-interface|syncid|tun-type|tun-port)$/;
/** What `ipvsadm -S` prints for ports without -n. */
const portNames: Readonly<Record<string, number>> = {
  ...{ http: 80, https: 443, webcache: 8080, ftp: 21, ssh: 22, telnet: 23, smtp: 25, domain: 53 },
  ...{ pop3: 110, imap: 143, ldap: 389, imaps: 993, pop3s: 995, mysql: 3306, postgres: 5432 },
};

/** A part of a word, of which all is known where it has no variable in it. */
const part = ({ unknown }: Word, text: string): Word =>
  /[$`]/.test(text) ? { text, unknown } : { text };
const numberOf = (word: Word): number | undefined =>
  /^\d+$/.test(word.text) ? Number(word.text) : undefined;

/** The options of a call as popt(3) reads them, by their letters: `-At`, `-A -t` and `--add-service --tcp-service` are one. */
function optionsOf(words: readonly Word[]): { options: Map<string, Word>; stray: Word[] } {
  const options = new Map<string, Word>();
  const stray: Word[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const text = word.text;
    const [, name, given] = /^--([\w-]+)(?:=(.*))?$/s.exec(text) ?? [];
    const [, letter = letters[name ?? ''] ?? name, more = ''] = /^-([^-])(.*)$/s.exec(text) ?? [];
    if (letter === undefined) {
      stray.push(word);
      continue;
    }
    let value: Word | undefined = given === undefined ? undefined : part(word, given);
    const mayHaveValue = withValue.test(letter) || letter === 'p';
    if (more !== '' && mayHaveValue) value = part(word, more.replace(/^=/, ''));
    else if (more !== '') queue.unshift(part(word, `-${more}`));
    const [next] = queue;
    const hasNext = withValue.test(letter) || (next !== undefined && !next.text.startsWith('-'));
    if (mayHaveValue && hasNext) value ??= queue.shift();
    options.set(letter, value ?? { text: '' });
  }
  return { options, stray };
}

/** Reads the words behind ipvsadm, or a line of the table that `ipvsadm -Sn` prints. */
export function readIpvsadm(words: readonly Word[]): IpvsCall {
  const { options, stray } = optionsOf(words);
  const does = commands[[...options.keys()].find((option) => option in commands) ?? ''] ?? 'other';
  const fail = (why: string): IpvsCall => ({ does: 'fail', why });
  const dash = words
    .map(({ text }) => text)
    .find((text) => /^[\u2010-\u2015\u2212\uFF0D]/.test(text));
  if (dash !== undefined) return fail(`${dash} begins with a typographic dash, and is no option`);
  if (does === 'set') return { does, timeouts: stray.map((word) => numberOf(word) ?? 0) };
  if (does === 'other' || does === 'clear') return { does };
  const [first] = stray;
  if (first !== undefined) return fail(`${first.text} is no option`);
  const service = serviceOf(options);
  if (service === undefined) return fail('it does not say which service is meant');
  if (does === 'add' && service.port === 0 && !options.has('p') && !options.has('f')) {
    return fail('a service without a port needs persistence (-p)');
  }
  if (does === 'add' || does === 'edit' || does === 'delete') return { does, service };
  if (does === 'fail') throw new Error('no option means to fail');
  const server = options.get('r');
  if (server === undefined) return fail('it does not say which real server is meant (-r)');
  const { address, port } = endpoint(server, service.port);
  const mode = options.has('m') ? 'nat' : options.has('i') ? 'tun' : 'dr';
  const weight = options.get('w');
  return {
    does,
    service,
    server: { address, port, mode, weight: weight === undefined ? 1 : numberOf(weight) },
  };
}

const protocolOptions = { t: 'tcp', u: 'udp', 'sctp-service': 'sctp' } as const;

function serviceOf(options: ReadonlyMap<string, Word>): IpvsService | undefined {
  const [scheduler, persistence, netmask] = ['s', 'p', 'M'].map((name) => options.get(name));
  const common = {
    scheduler: scheduler === undefined ? 'wlc' : scheduler.text,
    // ipvsadm takes 300 seconds where -p has no number.
    ...(persistence && { persistence: numberOf(persistence) ?? 300 }),
    ...(netmask && { netmask: netmask.text }),
    onePacket: options.has('o'),
  };
  const mark = options.get('f');
  if (mark !== undefined) {
    const name = `mark ${mark.text}`;
    return { ...common, name, protocol: 'tcp', port: 0, mark: numberOf(mark) };
  }
  for (const [option, protocol] of Object.entries(protocolOptions)) {
    const word = options.get(option);
    if (word === undefined) continue;
    const { address, port } = endpoint(word, 0);
    const name = `${protocol} ${address.text} ${port ?? word.text}`;
    return { ...common, name, protocol, address, port };
  }
  return undefined;
}

/** `192.0.2.10:80`, `[2001:db8::10]:80`, or an address alone, which means a port that is known otherwise. */
function endpoint(word: Word, otherwise: number | undefined): Pick<IpvsServer, 'address' | 'port'> {
  const text = word.text;
  const [, six, four = text] = /^(?:\[(.*)\]|([^[:]*))(?::[^:]+)?$/.exec(text) ?? [];
  const [, port] = /^(?:\[.*\]|[^[:]*):([^:]+)$/.exec(text) ?? [];
  const known = portNames[port ?? ''] ?? numberOf({ text: port ?? '' });
  return { address: part(word, six ?? four), port: port === undefined ? otherwise : known };
}
