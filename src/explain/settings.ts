import { phrase } from '../model/quote.ts';
import { type Step, step } from './step.ts';

/** What is written into settings, one step each, in the order of the view: file, value, and the values that will do. */
export function settingSteps(settings: string): Step[] {
  return settings
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [file = '', value = '', ...enough] = line.split(' ');
      const why = reasonFor(`${file} ${value}`);
      if (file.endsWith('/timeouts')) return step(timeoutsText(value), why);
      return step(`Sets ${file} to ${value}${others(value, enough)}.`, why);
    });
}

/** The interfaces that have to be there for their settings. */
export function interfacesIn(settings: string): string[] {
  const names = Array.from(settings.matchAll(/\/conf\/([^/]+)\//g), ([, name = '']) => name);
  return [...new Set(names)].filter((name) => !['all', 'tunl0'].includes(name));
}

function others(value: string, enough: readonly string[]): string {
  const rest = enough.filter((one) => one !== value);
  return rest.length === 0 ? '' : `, unless it is ${phrase(rest, 'or')}, which does as well`;
}

/** As ipvsadm --set takes them. */
function timeoutsText(value: string): string {
  const [tcp, tcpFin, udp] = value
    .split('/')
    .map((seconds) => (seconds === '0' ? 'as it is' : `${seconds} s`));
  return `Sets the timeouts of IPVS: TCP ${tcp ?? ''}, TCP after a FIN ${tcpFin ?? ''}, UDP ${udp ?? ''}.`;
}

function reasonFor(setting: string): string {
  const found = reasons.find(([pattern]) => pattern.test(setting));
  if (found === undefined) throw new Error(`nobody knows why ${setting} is set`);
  return found[1];
}

/** By the file and the value; the first that fits. */
const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [
    /\/all\/arp_announce /,
    "the host's own ARP requests never name a VIP as the sender, from which neighbours would learn it.",
  ],
  [
    /\/all\/arp_ignore /,
    'only the director is to answer ARP for the VIPs: who answers gets the traffic.',
  ],
  [
    /\/tunl0\/rp_filter /,
    'requests come in by the tunnel and replies leave elsewhere, which a strict reverse-path filter drops. The kernel takes the greater of this and of that of all, which stays as it is.',
  ],
  [
    /\/rp_filter /,
    'what comes in here for a VIP may be answered by another interface, which a strict reverse-path filter would drop.',
  ],
  [
    /\/ip_forward 1/,
    'replies of the real servers come in here and have to be sent on to the clients.',
  ],
  [/\/forwarding 1/, 'replies come in here.'],
  [
    /\/send_redirects 0/,
    'a redirect would tell a real server to send replies past the director. The kernel sends them if either this or that of the other file is on.',
  ],
  [
    /\/expire_nodest_conn 1/,
    'connections to a real server that was deleted end at once, and the client begins again elsewhere.',
  ],
  [
    /\/expire_nodest_conn 0/,
    'connections to a real server that was deleted wait for its return until they time out.',
  ],
  [
    /\/expire_quiescent_template 1/,
    'a persistent client leaves a real server whose weight is 0, so that draining works for it.',
  ],
  [
    /\/expire_quiescent_template 0/,
    'a persistent client stays with a real server even if its weight is 0.',
  ],
  [/\/conntrack 1/, 'rules of netfilter can then look at connections of IPVS too.'],
  [/\/conntrack 0/, 'netfilter does not track connections of IPVS, which costs less.'],
  [/\/timeouts /, 'how long IPVS remembers a connection on which nothing moves.'],
  [/\/ndisc_notify 1/, 'the kernel then announces IPv6 addresses that are added to the interface.'],
];
