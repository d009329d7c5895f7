import { render, type Config } from '../../src/index.ts';

/** Web's cluster, the same before an upgrade, and another one on the same host. */
export const renderings = ['web', 'older', 'mail'] as const;
export type Rendering = (typeof renderings)[number];

const addresses = (...last: number[]): string[] => last.map((byte) => `192.168.10.${byte}`);
const vips = { web: addresses(12, 13), older: addresses(12, 15), mail: addresses(13, 14) };
export const allVips = Object.values(vips).flat().join(' ');

const director = (of: Rendering, services: object[], more: object): object => ({
  mode: 'dr',
  vips: of === 'mail' ? addresses(14) : vips[of],
  director: {
    interface: 'eth0',
    services,
    realServers: addresses(31, of === 'older' ? 33 : 32).map((address) => ({ address })),
    ...more,
  },
});
const http = { port: 80, scheduler: 'rr' };
const https = { port: 443, scheduler: 'wlc', persistence: 300 };
const both = { ports: [80, 443], scheduler: 'wlc' };

/** The clusters for each kind of script. */
const kinds = {
  dr: (of: Rendering) => ({ mode: 'dr', vips: vips[of] }),
  ipv6: (of: Rendering) => ({ mode: 'dr', vips: [...vips[of], `2001:db8::${of.length}`] }),
  tun: (of: Rendering) => ({ mode: 'tun', vips: vips[of], tunnel: { mss: 1400 + of.length } }),
  nat: (of: Rendering) => ({
    mode: 'nat',
    vips: vips[of],
    gateway: of === 'older' ? '192.168.10.6' : '192.168.10.5',
  }),
  ports: (of: Rendering) =>
    director(of, [http, https], { expireNodestConn: true, timeouts: { udp: 60 } }),
  marks: (of: Rendering) =>
    director(of, [{ ...both, mark: of.length }], { expireQuiescentTemplate: true }),
};

/** A script to try. */
export interface Subject {
  readonly kind: keyof typeof kinds;
  readonly target: string;
  readonly shell: 'bash' | 'dash';
  readonly firewall: 'nft' | 'iptables';
  /** States and actions, where not all of them are tried. */
  readonly tried?: string;
}

const usual = 'clean/start started/stop older/reload';
export const subjects: readonly Subject[] = [
  { kind: 'ipv6', target: 'el9', shell: 'dash', firewall: 'nft' },
  { kind: 'dr', target: 'el6', shell: 'bash', firewall: 'nft', tried: `${usual} both/stop` },
  { kind: 'tun', target: 'el7', shell: 'bash', firewall: 'iptables', tried: usual },
  { kind: 'tun', target: 'el9', shell: 'dash', firewall: 'nft', tried: 'flushed/mend both/stop' },
  { kind: 'nat', target: 'el6', shell: 'bash', firewall: 'nft', tried: `${usual} half/start` },
  { kind: 'ports', target: 'el7', shell: 'bash', firewall: 'nft', tried: usual },
  {
    kind: 'marks',
    target: 'el7',
    shell: 'dash',
    firewall: 'iptables',
    tried: 'flushed/mend bare/start both/stop',
  },
  {
    kind: 'marks',
    target: 'el9',
    shell: 'bash',
    firewall: 'nft',
    tried: `${usual} started/status`,
  },
];
export const nameOf = ({ kind, target, shell }: Subject): string => `${kind}-${target}-${shell}`;
export const isDirector = ({ kind }: Subject): boolean => kind === 'ports' || kind === 'marks';

/** The script, with other places for what this machine or its kernel lacks. */
export function scriptOf(subject: Subject, of: Rendering, functions: string): string {
  const cluster = kinds[subject.kind](of);
  const targets = [subject.target];
  const node = 'director' in cluster ? { director: { ...Object(cluster.director), targets } } : {};
  const name = of === 'mail' ? 'mail' : 'web';
  const config: unknown = { clusters: { [name]: { ...cluster, targets, ...node } } };
  const [script] = [...render(config as Config)]
    .filter(([path]) => path.includes(isDirector(subject) ? '/director/' : '/real-server/'))
    .filter(([, { mode }]) => mode === 0o755)
    .map(([, { content }]) => content)
    .sort((one, other) => other.length - one.length);
  return (script ?? '')
    .replaceAll('/etc/rc.d/init.d/functions', functions)
    .replaceAll('/proc/sys/net/ipv4/vs/', '/run/vs/')
    .replaceAll('/proc/net/ip_vs', '/run/ip_vs');
}
