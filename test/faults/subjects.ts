import { render, type Config } from '../../src/index.ts';

/** Web's cluster, the same before an upgrade, and another one on the same host. */
export const renderings = ['web', 'older', 'mail'] as const;
export type Rendering = (typeof renderings)[number];

const addresses = (...last: number[]): string[] => last.map((byte) => `192.168.10.${byte}`);
const vips = { web: addresses(12, 13), older: addresses(12, 15), mail: addresses(13, 14) };

const director = (of: Rendering, targets: string[], services: object[], more: object): object => {
  const realServers = addresses(31, of === 'older' ? 33 : 32).map((address) => ({ address }));
  const node = { targets, interface: 'eth0', services, realServers, ...more };
  return { mode: 'dr', vips: of === 'mail' ? addresses(14) : vips[of], targets, director: node };
};

const clusters: Record<string, (of: Rendering, targets: string[]) => object> = {
  dr: (of, targets) => ({ mode: 'dr', vips: vips[of], targets }),
  ipv6: (of, targets) => ({ mode: 'dr', vips: [...vips[of], `2001:db8::${of.length}`], targets }),
  tun: (of, targets) => ({
    ...{ mode: 'tun', vips: vips[of], targets },
    tunnel: { mss: of === 'older' ? 1400 : 1440 },
  }),
  nat: (of, targets) => ({
    ...{ mode: 'nat', vips: vips[of], targets },
    gateway: of === 'older' ? '192.168.10.6' : '192.168.10.5',
  }),
  ports: (of, targets) => {
    const services = [{ port: 80 }, { port: 443, scheduler: 'rr', persistence: 300 }];
    return director(of, targets, services, { expireNodestConn: true, timeouts: { udp: 60 } });
  },
  marks: (of, targets) => {
    const services = [{ mark: of === 'mail' ? 20 : 10, ports: [80, 443], scheduler: 'wlc' }];
    return director(of, targets, services, { expireQuiescentTemplate: true });
  },
};

/** Of each script, what is tried from which states; of one, everything. */
export const subjects: Readonly<Record<string, string>> = {
  'ipv6-el9-dash': '',
  'dr-el6-bash': 'clean/start started/stop older/reload both/stop',
  'tun-el7-bash': 'clean/start started/stop older/reload',
  'tun-el9-dash': 'flushed/mend both/stop unrecorded/start',
  'nat-el6-bash': 'clean/start started/stop unrecorded/start',
  'ports-el7-bash': 'bare/start started/stop older/reload',
  'marks-el7-dash': 'flushed/mend both/stop',
  'marks-el9-bash': 'clean/start started/stop started/status',
};

export const isDirector = (subject: string): boolean => /^(ports|marks)/.test(subject);

/** A script, with other places for what this machine or its kernel lacks. */
export function scriptOf(subject: string, of: Rendering, functions: string): string {
  const [kind = '', target = ''] = subject.split('-');
  const cluster = clusters[kind]?.(of, [target]);
  const config: unknown = { clusters: { [of === 'mail' ? 'mail' : 'web']: cluster } };
  const role = isDirector(subject) ? '/director/' : '/real-server/';
  // Beside the script that does the work there may be one for chkconfig that calls it.
  const [script = ''] = [...render(config as Config).values()]
    .filter(({ path, mode }) => path.includes(role) && mode === 0o755)
    .map(({ content }) => content)
    .sort((one, other) => other.length - one.length);
  return script
    .replaceAll('/etc/rc.d/init.d/functions', functions)
    .replaceAll('/proc/sys/net/ipv4/vs/', '/run/vs/')
    .replaceAll('/proc/net/ip_vs', '/run/ip_vs');
}
