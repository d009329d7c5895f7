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
  readonly netmask?: string | undefined;
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
  /** To a service or, where one is named, to its real server; to add and to edit are one. */
  | { readonly does: 'put' | 'delete'; readonly service: IpvsService; readonly server?: IpvsServer }
  /** In seconds: of TCP, of TCP after a FIN, of UDP. */
  | { readonly does: 'set'; readonly timeouts: readonly number[] }
  | { readonly does: 'clear' | 'other' }
  /** ipvsadm refuses the line, and does nothing. */
  | { readonly does: 'fail'; readonly why: string };

/** The commands and the options that matter, by their letters. */
const commands: Readonly<Record<string, 'put' | 'delete' | 'clear' | 'set'>> = {
  ...{ A: 'put', E: 'put', D: 'delete', a: 'put', e: 'put', d: 'delete', C: 'clear', set: 'set' },
};
const letters: Readonly<Record<string, string>> = {
  ...{ 'add-service': 'A', 'edit-service': 'E', 'delete-service': 'D', clear: 'C' },
  ...{ 'add-server': 'a', 'edit-server': 'e', 'delete-server': 'd', 'real-server': 'r' },
  ...{ 'tcp-service': 't', 'udp-service': 'u', 'fwmark-service': 'f', scheduler: 's' },
  ...{ persistent: 'p', netmask: 'M', ipip: 'i', masquerading: 'm', weight: 'w', ops: 'o' },
};
const withValue =
  /^([tufsMrwxyb]|sctp-service|pe|mcast-interface|syncid|[ul]-threshold|sched-flags|tun-\w+)$/;
/** What `ipvsadm -S` prints for ports without -n. */
const portNames: Readonly<Record<string, number>> = {
  ...{ http: 80, https: 443, webcache: 8080, ftp: 21, ssh: 22, telnet: 23, smtp: 25, domain: 53 },
  ...{ pop3: 110, imap: 143, ldap: 389, imaps: 993, pop3s: 995, mysql: 3306, postgres: 5432 },
};

/** A part of a word, of which all is known where it has no variable in it. */
const part = ({ unknown }: Word, text: string): Word =>
  /[$`]/.test(text) ? { text, unknown } : { text };
const numberOf = (text = ''): number | undefined =>
  /^\d+$/.test(text) ? Number(text) : portNames[text];

/** The options of a call as popt(3) reads them, by their letters: `-At`, `-A -t` and `--add-service --tcp-service` are one. */
function optionsOf(words: readonly Word[]): { options: Map<string, Word>; stray: Word[] } {
  const options = new Map<string, Word>();
  const stray: Word[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const [, name = '', given] = /^--([\w-]+)(?:=(.*))?$/s.exec(word.text) ?? [];
    const [, letter = letters[name] ?? name, more = ''] = /^-([^-])=?(.*)$/s.exec(word.text) ?? [];
    const mayHaveValue = withValue.test(letter) || letter === 'p';
    const isNext = withValue.test(letter) || queue[0]?.text.startsWith('-') === false;
    if (letter === '') stray.push(word);
    else if (!mayHaveValue) {
      options.set(letter, { text: '' });
      if (more !== '') queue.unshift(part(word, `-${more}`));
    } else if (given !== undefined || more !== '') options.set(letter, part(word, given ?? more));
    else options.set(letter, (isNext ? queue.shift() : undefined) ?? { text: '' });
  }
  return { options, stray };
}

/** Reads the words behind ipvsadm, or a line of the table that `ipvsadm -Sn` prints. */
export function readIpvsadm(words: readonly Word[]): IpvsCall {
  const { options, stray } = optionsOf(words);
  const command = Object.keys(commands).find((letter) => options.has(letter)) ?? '';
  const does = commands[command] ?? 'other';
  const fail = (why: string): IpvsCall => ({ does: 'fail', why });
  const dash = words.find(({ text }) => /^[\u2010-\u2015\u2212\uFF0D]/.test(text))?.text;
  if (dash !== undefined) return fail(`${dash} begins with a typographic dash, and is no option`);
  if (does === 'set') return { does, timeouts: stray.map(({ text }) => numberOf(text) ?? 0) };
  if (does === 'clear' || does === 'other') return { does };
  const [first] = stray;
  if (first !== undefined) return fail(`${first.text} is no option`);
  const service = serviceOf(options);
  if (service === undefined) return fail('it does not say which service is meant');
  if (command === 'A' && service.port === 0 && !options.has('p') && !options.has('f'))
    return fail('a service without a port needs persistence (-p)');
  if (/[AED]/.test(command)) return { does, service };
  const server = options.get('r');
  if (server === undefined) return fail('it does not say which real server is meant (-r)');
  const mode = options.has('m') ? 'nat' : options.has('i') ? 'tun' : 'dr';
  const weight = numberOf(options.get('w')?.text ?? '1');
  return { does, service, server: { ...endpoint(server, service.port), mode, weight } };
}

function serviceOf(options: ReadonlyMap<string, Word>): IpvsService | undefined {
  const textOf = (option: string): string | undefined => options.get(option)?.text;
  const [mark, persistence] = [textOf('f'), textOf('p')];
  const common = {
    scheduler: textOf('s') ?? 'wlc',
    // ipvsadm takes 300 seconds where -p has no number.
    persistence: persistence === undefined ? undefined : (numberOf(persistence) ?? 300),
    netmask: textOf('M'),
    onePacket: options.has('o'),
  };
  if (mark !== undefined)
    return { ...common, name: `mark ${mark}`, protocol: 'tcp', port: 0, mark: numberOf(mark) };
  const kinds = { t: 'tcp', u: 'udp', 'sctp-service': 'sctp' } as const;
  for (const [option, protocol] of Object.entries(kinds)) {
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
  const [, six, four = word.text, port] =
    /^(?:\[(.*)\]|([^[:]*))(?::([^:]+))?$/.exec(word.text) ?? [];
  const known = port === undefined ? otherwise : numberOf(port);
  return { address: part(word, six ?? four), port: known };
}
