import * as z from 'zod';
import { quote } from '../base/words.ts';
import { realServerUse } from './ip-address.ts';
import { protocols, type Scheduler, schedulerWords } from '../targets/target.ts';
import { realServerHealthKeys, serviceHealthKeys } from './schema-checks.ts';
import { keepalivedKeys } from './schema-keepalived.ts';
import { startKeys, targetList, tuningKeys } from './schema-node.ts';
import { interfaceName } from './schema-texts.ts';
import { about, addressOf, checked, distinct, type Mode, text, vipOf } from './schema-values.ts';

/** As many ports as one rule of iptables matches (its match multiport). */
export const mostMarkPorts = 15;

const port = z.int().min(1).max(65_535);
const portRange = text(
  { pattern: /^[1-9][0-9]{0,4}-[1-9][0-9]{0,4}$/, example: '10000-20000' },
  (written, isOfPattern) => {
    const { first, last } = boundsOf(written);
    if (isOfPattern && first < last && last <= 65_535) return undefined;
    return [
      'a range of ports is two ports, the lower one first',
      'write it as "10000-20000", and a single port as a number',
    ];
  },
);

/** The first and the last port that an entry of a list means. */
export function boundsOf(ports: number | string): { first: number; last: number } {
  const [first = 0, last = first] = String(ports).split('-').map(Number);
  return { first, last };
}

const netmaskPattern =
  /^(255\.255\.255\.(255|254|252|248|240|224|192|128|0)|255\.255\.(254|252|248|240|224|192|128|0)\.0|255\.(254|252|248|240|224|192|128|0)\.0\.0|(254|252|248|240|224|192|128)\.0\.0\.0|255\.0\.0\.0)$/;
/** A netmask under which some clients are one, read as the prefix length that it stands for. */
export const netmask = checked(
  z.string().meta({ pattern: netmaskPattern.source, examples: ['255.255.255.0'] }),
  (written) => {
    if (netmaskPattern.test(written)) return undefined;
    return [
      `${quote(written)} is not a netmask under which some clients are one`,
      'write it as 255.255.255.0, for clients of one /24',
    ];
  },
  (written) => {
    const bits = written.split('.').map((number) => Number(number).toString(2));
    return bits.join('').replaceAll('0', '').length;
  },
);
const portKeys = {
  port: about(
    'The port, 1 to 65535; 0 is every port, which needs persistence. Either this or mark and ports.',
    z.int().min(0).max(65_535),
    80,
  ),
};

const markKeys = {
  mark: about(
    'A firewall mark, 1 to 4294967295, that the director puts on packets to the ports, so that they are one service. With ports, instead of port.',
    z.int().min(1).max(4_294_967_295),
  ),
  ports: about(
    'The ports that get the mark, up to fifteen; a range, such as "10000-20000", takes two of them. With mark.',
    z
      .array(z.union([port, portRange]))
      .min(1)
      .meta({ maxItems: mostMarkPorts }),
    [80, 443],
  ),
};

/** What services have that are told by a port and those that are told by a mark. */
function serviceKeys(mode: Mode) {
  return {
    protocol: about('The protocol of the port or ports.', z.enum(protocols).default('tcp')),
    scheduler: about(
      'How the real server of a new connection is picked, as ipvsadm(8) has it.',
      z.enum(Object.keys(schedulerWords) as Scheduler[]).default('wlc'),
    ),
    onePacket: about(
      'Whether each packet is spread by itself, and no connection is kept (ipvsadm --ops), as for DNS. For protocol udp.',
      z.boolean().optional(),
    ),
    persistence: about(
      'How long a client stays with its real server, in seconds, up to 31 days. Without it, each connection is spread by itself.',
      z
        .int()
        .min(1)
        .max(31 * 24 * 60 * 60)
        .optional(),
      300,
    ),
    persistenceNetmask: about(
      'Which IPv4 clients are one for persistence: those that are the same under this netmask. Without it, each is its own.',
      netmask.optional(),
    ),
    persistencePrefix: about(
      'Which IPv6 clients are one for persistence: those with this many leading bits the same. Without it, each is its own.',
      z.int().min(1).max(128).optional(),
      64,
    ),
    vips: about(
      'The VIPs that the service is offered on. Without it, all of the cluster.',
      distinct(vipOf(mode)).min(1).optional(),
    ),
    ...serviceHealthKeys(mode),
  };
}

/** A virtual service, told by a port or by a firewall mark. */
const serviceSchema = (mode: Mode) =>
  z.union([
    z.strictObject({ ...portKeys, ...serviceKeys(mode) }).check(needsPersistence),
    z.strictObject({ ...markKeys, ...serviceKeys(mode) }).check(needsPersistence),
  ]);

function needsPersistence({ value, issues }: z.core.ParsePayload<Record<string, unknown>>): void {
  for (const key of ['persistenceNetmask', 'persistencePrefix']) {
    if (value[key] === undefined || value['persistence'] !== undefined) continue;
    const message = `${key} says which clients stay together, and without persistence none does`;
    const params = { hint: 'add persistence: 300, or remove the key', onKey: true };
    issues.push({ code: 'custom', input: value[key], path: [key], message, params });
  }
}

const realServerKeys = (mode: Mode) => ({
  address: about(
    'The address at which the director reaches the real server: on a network of its own, but with tun.',
    addressOf(mode, realServerUse, '192.168.10.21', '2001:db8::21'),
  ),
  weight: about(
    'The share of new connections, 0 to 65535. With 0 it gets none and keeps what it has.',
    z.int().min(0).max(65_535).default(1),
  ),
  ...realServerHealthKeys,
});

const ownMode = {
  mode: about(
    'In modes dr and tun, how this real server is reached, where it is not the mode of the cluster: VS/DR and VS/TUN can be mixed. Its script is that of a second cluster with the same VIPs, in this mode.',
    z.enum(['dr', 'tun']).optional(),
    'tun',
  ),
};

const ownPort = {
  port: about(
    "In mode nat, the port that the real server listens on, where it is not the service's own.",
    port.optional(),
    8080,
  ),
};

const insideInterface = {
  insideInterface: about(
    'In mode nat, the interface towards the real servers, where it is not the one towards the clients.',
    interfaceName.optional(),
  ),
};

/** The keys of a director, with those that only its mode has. */
function directorSchema<Own extends z.ZodRawShape, RealServer extends z.ZodRawShape>(
  mode: Mode,
  own: Own,
  ownOfRealServer: RealServer,
) {
  return z.strictObject({
    targets: about('The operating systems of the directors.', targetList, ['el7']),
    interface: about('Where the VIPs are, towards the clients.', interfaceName),
    ...own,
    vips: about(
      'Who puts the VIPs on the interface: interface is the rendered script, external is another tool, such as a keepalived whose configuration is not rendered.',
      z.enum(['interface', 'external']).default('interface'),
    ),
    ...keepalivedKeys(mode),
    services: about(
      'What is offered on the VIPs: each is told either by its port or by a firewall mark.',
      z.array(serviceSchema(mode)).min(1),
    ),
    realServers: about(
      'The real servers that every service of the cluster is spread over. keepalived checks their health, a script does not.',
      z.array(z.strictObject({ ...realServerKeys(mode), ...ownOfRealServer })).min(1),
    ),
    ...tuningKeys,
    ...startKeys,
  });
}

/** A director by the mode of its cluster, and with the keys of every mode where that is not known. */
export const directorSchemas = {
  dr: directorSchema('dr', {}, ownMode),
  tun: directorSchema('tun', {}, ownMode),
  nat: directorSchema('nat', insideInterface, ownPort),
  any: directorSchema('dr', insideInterface, { ...ownMode, ...ownPort }),
};
