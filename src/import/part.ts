import type { Place, Step, Understood, Word } from '../audit/effect.ts';
import { type IpvsServer, type IpvsService, readIpvsadm } from '../audit/ipvsadm.ts';

import { readUnit } from '../audit/unit.ts';

/** A file, with what is understood of it. */
export interface ImportedFile {
  readonly understood: Understood;
  readonly text: string;
}

/** Something with the place that says so. */
export interface Found<Value> {
  readonly value: Value;
  readonly place: Place;
}

export interface FoundService extends Found<IpvsService> {
  readonly servers: Found<IpvsServer>[];
}

export interface Mark {
  readonly mark: number;
  readonly protocol: string;
  readonly ports: readonly (number | string)[];
}

/** What one file has of clusters. */
export interface Part extends ImportedFile {
  /** With the interface that they are put on. */
  readonly vips: Found<{ readonly address: Word; readonly device: string }>[];
  services: FoundService[];
  readonly marks: Mark[];
  gateway?: Found<Word>;
  /** Values of arp_ignore and arp_announce. */
  readonly arp: { ignore?: number; announce?: number };
  /** Of the director, as the config names it. */
  readonly tuning: Record<string, unknown>;
  /** What starts after it. */
  readonly before: readonly string[];
  /** Comments on what the config has no word for. */
  readonly rest: string[];
}

/** What cannot be known is named as the file names it. */
export const textOf = (word: Word): string => ('text' in word ? word.text : word.source);

export const placeText = ({ file, line }: Place): string => `${file}:${line}`;

/** Sorts what a file does when it is started. */
export function partOf(file: ImportedFile): Part {
  const { understood, text } = file;
  const [vips, services, marks, rest]: [Part['vips'], FoundService[], Mark[], string[]] = [
    [],
    [],
    [],
    [],
  ];
  const before = understood.kind === 'unit' ? readUnit(text).before : [];
  const part: Part = { ...file, vips, services, marks, before, rest, arp: {}, tuning: {} };
  const { actions } = understood;
  const lines = text.split('\n');
  for (const step of startOf(actions)) {
    const why = take(part, step);
    const { line } = step.place;
    const said = `${placeText(step.place)}: ${lines[line - 1]?.trim() ?? ''}`;
    if (why !== undefined) rest.push(`not taken over: ${said}${why === '' ? '' : ` (${why})`}`);
  }
  return { ...part, rest: [...new Set(rest)] };
}

/** What is done to set things up: scripts have several names for it. */
function startOf(actions: Understood['actions']): readonly Step[] {
  const names = ['start', 'up', 'add', 'on', 'enable', 'pre-up', ...actions.keys()];
  return actions.get(names.find((name) => actions.has(name)) ?? '') ?? [];
}

/** What a rendered script does by itself, or does without. */
const needless =
  /^net\/ipv4\/(ip_forward|conf\/[^/]+\/(arp_\w+|send_redirects|forwarding|hidden))$|^net\/ipv4\/conf\/(tunl0|all|default|lo)\/rp_filter$/;

const tuning: Readonly<Record<string, string>> = {
  expire_nodest_conn: 'expireNodestConn',
  expire_quiescent_template: 'expireQuiescentTemplate',
  conntrack: 'conntrack',
};

/** @returns why the config cannot say what a step does, which may be empty; nothing where it can */
function take(part: Part, { effect, place }: Step): string | undefined {
  switch (effect.does) {
    case 'add-address':
      part.vips.push({ value: effect, place });
      return undefined;
    case 'ipvsadm':
      return takeCall(part, effect.words, place);
    case 'mark-packets':
      return takeMark(part, effect.words.map(textOf));
    case 'set': {
      const value = textOf(effect.value);
      const [, own, key] =
        /^net\/ipv4\/conf\/([^/]+)\/arp_(ignore|announce)$/.exec(effect.key) ?? [];
      const isUsed = own !== 'lo' && own !== 'tunl0' && /^[1238]$/.test(value);
      if (isUsed && (key === 'ignore' || key === 'announce')) part.arp[key] = Number(value);
      const setting = tuning[/^net\/ipv4\/vs\/(\w+)$/.exec(effect.key)?.[1] ?? ''];
      if (setting !== undefined) part.tuning[setting] = value !== '0';
      const isOurs = setting !== undefined || needless.test(effect.key);
      return isOurs || part.understood.kind === 'sysctl' ? undefined : '';
    }
    case 'add-route': {
      const to = textOf(effect.to);
      if (/^(default|0\.0\.0\.0(\/0)?)$/.test(to) && effect.via !== undefined) {
        part.gateway = { value: effect.via, place };
        return undefined;
      }
      const isVip = part.vips.some(
        ({ value }) => textOf(value.address) === to.replace(/\/32$/, ''),
      );
      return isVip ? undefined : '';
    }
    case 'load-module':
      return /^(ipip|ip_vs.*|ip_tables|iptable_\w+)$/.test(effect.module) ? undefined : '';
    case 'link-up':
    case 'delete-address':
    case 'delete-route':
    case 'load-settings':
    case 'silence-by-arptables':
    case 'touch':
    case 'remove':
      return undefined;
    case 'link-down':
    case 'flush-firewall':
    case 'unload-module':
      return '';
  }
}

function takeCall(part: Part, words: readonly Word[], place: Place): string | undefined {
  const call = readIpvsadm(words);
  if (call.does === 'fail') return `ipvsadm refuses it: ${call.why}`;
  if (call.does === 'clear') part.services = [];
  if (call.does === 'set') {
    const [tcp = 0, tcpFin = 0, udp = 0] = call.timeouts;
    part.tuning['timeouts'] = { tcp, tcpFin, udp };
  }
  if (!('service' in call)) return undefined;
  const { service: value } = call;
  const known = part.services.find((one) => one.value.name === value.name);
  const others = part.services.filter((one) => one !== known);
  if ('server' in call) {
    if (known === undefined) return 'ipvsadm refuses it: there is no such service';
    const { server } = call;
    const nameOf = (one: IpvsServer): string => `${textOf(one.address)} ${one.port ?? ''}`;
    const at = known.servers.findIndex((one) => nameOf(one.value) === nameOf(server));
    if (at >= 0) known.servers.splice(at, 1);
    if (call.does !== 'delete-server') known.servers.push({ value: server, place });
  } else if (call.does === 'delete') part.services = others;
  else part.services = [...others, { value, place, servers: known?.servers ?? [] }];
  return undefined;
}

/** A rule of iptables that marks packets to ports. */
function takeMark(part: Part, words: readonly string[]): string | undefined {
  const after = (...options: string[]): string =>
    words[words.findIndex((word) => options.includes(word)) + 1] ?? '';
  const mark = Number(after('--set-mark', '--set-xmark').replace(/\/.*/, ''));
  const ports = after('--dport', '--dports', '--destination-port').split(',');
  if (!Number.isInteger(mark) || !ports.every((port) => /^\d+(:\d+)?$/.test(port))) return '';
  part.marks.push({
    mark,
    protocol: after('-p', '--protocol'),
    ports: ports.map((port) => (port.includes(':') ? port.replace(':', '-') : Number(port))),
  });
  return undefined;
}
