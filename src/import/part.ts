import type { Place, Placed, Step, Understood, Word } from '../audit/effect.ts';
import { type IpvsServer, type IpvsService, readIpvsadm } from '../audit/ipvsadm.ts';
import { type Block, readBlocks } from '../audit/configuration.ts';

/** A file, with what is understood of it. */
export interface ImportedFile {
  readonly understood: Understood;
  readonly text: string;
}

/** An address, with the place that says so. */
export type Address = Word & Placed;

/** One that is put on an interface. */
export interface Vip extends Address {
  readonly device: string;
}

export interface Service extends IpvsService, Placed {
  readonly servers: (IpvsServer & Placed)[];
}

/** What one file has of clusters. */
export interface Part extends ImportedFile {
  readonly vips: Vip[];
  services: Service[];
  readonly marks: {
    readonly mark: number;
    readonly protocol: string;
    readonly ports: readonly (number | string)[];
  }[];
  gateway?: Address;
  /** Values of arp_ignore and arp_announce. */
  readonly arp: { ignore?: number; announce?: number };
  /** Of the director, as the config names it. */
  readonly tuning: Record<string, unknown>;
  /** Those of a keepalived.conf. */
  readonly blocks: readonly Block[];
  /** Comments on what the config has no word for. */
  readonly rest: Set<string>;
}

export const placeText = ({ file, line }: Place): string => `${file}:${line}`;

/** What is on an interface of a real server, and what is on one of a director. */
export const isHeld = ({ device }: Vip): boolean => /^(lo|dummy\d*|tunl0)$/.test(device);
export const offered = ({ vips }: Part): Vip[] => vips.filter((one) => !isHeld(one));

/** What is done to set things up: scripts have several names for it. */
const starts = ['start', 'up', 'add', 'on', 'enable', 'pre-up'];

/** Sorts what a file does when it is started. */
export function partOf({ understood, text }: ImportedFile): Part {
  const { file, kind, actions } = understood;
  const part: Part = {
    ...{ understood, text, vips: [], services: [], marks: [], arp: {}, tuning: {} },
    blocks: kind === 'keepalived' ? readBlocks(text, file) : [],
    rest: new Set(),
  };
  const start = [...starts, ...actions.keys()].find((name) => actions.has(name)) ?? '';
  for (const step of actions.get(start) ?? []) {
    const why = take(part, step);
    if (why === undefined) continue;
    const line = text.split('\n')[step.place.line - 1]?.trim() ?? '';
    part.rest.add(`not taken over: ${placeText(step.place)}: ${line}${why && ` (${why})`}`);
  }
  return part;
}

const tuning: Readonly<Record<string, string>> = {
  'net/ipv4/vs/expire_nodest_conn': 'expireNodestConn',
  'net/ipv4/vs/expire_quiescent_template': 'expireQuiescentTemplate',
  'net/ipv4/vs/conntrack': 'conntrack',
};
/** The settings that a rendered script writes by itself, or has no need of. */
const needless =
  /^net\/ipv4\/(ip_forward$|conf\/[^/]+\/(arp_\w+|send_redirects|forwarding)$|conf\/(tunl0|all|default|lo)\/rp_filter$)/;

/** @returns why the config cannot say what a step does, which may be empty; nothing where it can */
function take(part: Part, { effect, place }: Step): string | undefined {
  if (effect.does === 'ipvsadm') return takeCall(part, effect.words, place);
  if (effect.does === 'mark-packets') return takeMark(part, effect.words);
  if (effect.does === 'set') return takeSetting(part, effect.key, effect.value.text);
  if (effect.does === 'add-address') {
    part.vips.push({ ...effect.address, device: effect.device, place });
    return undefined;
  }
  if (effect.does === 'add-route') {
    const to = effect.to.text.replace(/\/32$/, '');
    const isDefault = /^(default|0\.0\.0\.0(\/0)?)$/.test(to);
    if (isDefault && effect.via) part.gateway = { ...effect.via, place };
    else if (!part.vips.some(({ text }) => text === to)) return '';
    return undefined;
  }
  return /^(link-down|flush-firewall)$/.test(effect.does) ? '' : undefined;
}

function takeSetting(part: Part, key: string, value: string): string | undefined {
  const [, device, arp] = /^net\/ipv4\/conf\/([^/]+)\/arp_(ignore|announce)$/.exec(key) ?? [];
  const isUsed = device !== 'lo' && device !== 'tunl0' && /^[1238]$/.test(value);
  if (isUsed && (arp === 'ignore' || arp === 'announce')) part.arp[arp] = Number(value);
  const name = tuning[key];
  if (name !== undefined) part.tuning[name] = value !== '0';
  // The settings of a host are for more than LVS.
  const isOurs = name !== undefined || needless.test(key);
  return isOurs || part.understood.kind === 'sysctl' ? undefined : '';
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
  const { service, server } = call;
  const known = part.services.find(({ name }) => name === service.name);
  const others = part.services.filter((one) => one !== known);
  if (server) {
    if (known === undefined) return 'ipvsadm refuses it: there is no such service';
    const nameOf = ({ address, port }: IpvsServer): string => `${address.text} ${port ?? ''}`;
    const at = known.servers.findIndex((one) => nameOf(one) === nameOf(server));
    if (at >= 0) known.servers.splice(at, 1);
    if (call.does === 'put') known.servers.push({ ...server, place });
  } else if (call.does === 'delete') part.services = others;
  else part.services = [...others, { ...service, place, servers: known?.servers ?? [] }];
  return undefined;
}

/** A rule of iptables that marks packets to ports. */
function takeMark(part: Part, words: readonly Word[]): string | undefined {
  const after = (...options: string[]): string =>
    words[words.findIndex(({ text }) => options.includes(text)) + 1]?.text ?? '';
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
