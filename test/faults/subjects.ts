import { readFileSync } from 'node:fs';
import { render, type Config } from '../../src/index.ts';

export const renderings = ['web', 'older', 'mail'] as const;
/** A script is rendered for its cluster, for the same before an upgrade, and for another cluster on the same host. */
export type Rendering = (typeof renderings)[number];

/** A script to try. */
export interface Subject {
  readonly name: string;
  readonly target: string;
  readonly shell: 'bash' | 'dash';
  readonly firewall: 'nft' | 'iptables';
  readonly clusters: Readonly<Record<Rendering, object>>;
  /** Whether all is tried, or, without --all, a sample. */
  readonly whole?: true;
}

export const isDirector = ({ clusters }: Subject): boolean => 'director' in clusters.web;

const realServer = (keys: object, older: object): Subject['clusters'] => ({
  web: { vips: ['192.168.10.12', '192.168.10.13'], ...keys },
  older: { vips: ['192.168.10.12', '192.168.10.15'], ...keys, ...older },
  mail: { vips: ['192.168.10.13', '192.168.10.14'], ...keys },
});

const director = (keys: (mark: number) => object): Subject['clusters'] => {
  const cluster = (vips: string[], second: string, mark: number): object => {
    const realServers = [{ address: '192.168.10.31' }, { address: second, weight: 2 }];
    return { mode: 'dr', vips, director: { interface: 'eth0', realServers, ...keys(mark) } };
  };
  return {
    web: cluster(['192.168.10.12', '192.168.10.13'], '192.168.10.32', 10),
    older: cluster(['192.168.10.12', '192.168.10.15'], '192.168.10.33', 10),
    mail: cluster(['192.168.10.14'], '192.168.10.32', 20),
  };
};

const dr = realServer({ mode: 'dr' }, { arp: { announce: 1 } });
const ipv6 = { ...dr, web: { mode: 'dr', vips: ['192.168.10.12', '2001:db8::12'] } };
const tun = realServer({ mode: 'tun' }, { tunnel: { mss: 1400 } });
const nat = realServer({ mode: 'nat', gateway: '192.168.10.5' }, { gateway: '192.168.10.6' });
const ports = director(() => ({
  services: [
    { port: 80, scheduler: 'rr' },
    { port: 443, scheduler: 'wlc', persistence: 300 },
  ],
  expireNodestConn: true,
}));
const marks = director((mark) => ({
  services: [{ mark, ports: [80, 443], scheduler: 'wlc', persistence: 1800 }],
  expireQuiescentTemplate: true,
}));

export const subjects: readonly Subject[] = [
  { name: 'dr-el6', target: 'el6', shell: 'bash', firewall: 'nft', clusters: dr, whole: true },
  { name: 'dr-el6-dash', target: 'el6', shell: 'dash', firewall: 'nft', clusters: dr },
  { name: 'dr-el9', target: 'el9', shell: 'bash', firewall: 'nft', clusters: ipv6 },
  { name: 'tun-el7', target: 'el7', shell: 'bash', firewall: 'iptables', clusters: tun },
  { name: 'tun-el9', target: 'el9', shell: 'bash', firewall: 'nft', clusters: tun },
  { name: 'nat-el6', target: 'el6', shell: 'bash', firewall: 'nft', clusters: nat },
  { name: 'director-el7', target: 'el7', shell: 'bash', firewall: 'nft', clusters: ports },
  { name: 'marks-el7', target: 'el7', shell: 'bash', firewall: 'iptables', clusters: marks },
  { name: 'marks-el9', target: 'el9', shell: 'dash', firewall: 'nft', clusters: marks },
];

/** The script, with what this kernel or machine lacks in other places. */
export function scriptOf(subject: Subject, rendering: Rendering, functions: string): string {
  const sketches = process.env['SKETCHES'];
  const { name, target, clusters } = subject;
  const [script] =
    sketches === undefined
      ? [...render({ clusters: { [name]: clusters[rendering] } } as unknown as Config)]
          .filter(([path]) => path.includes(isDirector(subject) ? '/director/' : '/real-server/'))
          .filter(([path, { mode }]) => mode === 0o755 && path.includes(target))
          .map(([, { content }]) => content)
          .sort((one, other) => other.length - one.length)
      : [readFileSync(`${sketches}/${name}/${rendering}`, 'utf8')];
  if (script === undefined) throw new Error(`There is no script ${name}`);
  return script
    .replaceAll('/etc/rc.d/init.d/functions', functions)
    .replaceAll('/proc/sys/net/ipv4/vs/', '/run/vs/')
    .replaceAll('/proc/net/ip_vs', '/run/ip_vs');
}
