import { type Block, named, valueOf } from '../audit/configuration.ts';
import { fillIn } from './document.ts';

type Settings = Readonly<Record<string, unknown>>;

/** A director, with its name where that is known, and what the config says of it. */
interface FoundDirector {
  readonly name?: string | undefined;
  readonly own: Settings;
}

/**
 * What the config says of keepalived on all directors, the one with the highest priority first. Keys that are undefined
 * are absent.
 *
 * @param configurations those of the directors, of which the instances with these VIPs are meant
 */
export function keepalivedOf(
  configurations: readonly (readonly Block[])[],
  vips: ReadonlyMap<string, unknown>,
): object | undefined {
  const all = configurations.map((blocks) => readInstance(blocks, vips));
  const [first] = all;
  if (first === undefined) return undefined;
  const byAddress = new Map<unknown, FoundDirector>();
  for (const one of all.flatMap(({ directors }) => directors)) {
    const { address } = one.own;
    const known = byAddress.get(address);
    if (known?.own['priority'] === undefined) byAddress.set(address, { ...known, ...one });
  }
  const priority = ({ own }: FoundDirector): number => Number(own['priority'] ?? 0);
  const ranked = [...byAddress.values()].toSorted((one, two) => priority(two) - priority(one));
  const directors: Record<string, unknown> = {};
  for (const { name = '', own } of ranked) {
    const isFree = name !== '' && !(name in directors);
    directors[isFree ? name : `lb${Object.keys(directors).length + 1}`] = own;
  }
  if (ranked.length === 1) directors['lb2'] = { address: fillIn('the other director') };
  return { ...first.settings, directors };
}

/** What one configuration says of all directors, and of its own and its peers. */
function readInstance(
  top: readonly Block[],
  vips: ReadonlyMap<string, unknown>,
): { settings: Settings; directors: FoundDirector[] } {
  const hasVip = ({ keyword }: Block): boolean => vips.has(keyword.split('/')[0] ?? '');
  const instances = named(top, 'vrrp_instance');
  const instance =
    instances.find(({ inner }) => inner.some((list) => list.inner.some(hasVip))) ?? instances[0];
  const of = (keyword: string): string | undefined => instance && valueOf(instance, keyword);
  const [globals] = named(top, 'global_defs');
  const global = (keyword: string): string | undefined => globals && valueOf(globals, keyword);
  const device = global('lvs_sync_daemon')?.split(' ')[0];
  const inside = (keyword: string) => named(instance?.inner ?? [], keyword);
  const peers = inside('unicast_peer').flatMap(({ inner }) => inner);
  const [tracked] = inside('track_script').flatMap(({ inner }) => inner);
  const followed = named(top, 'vrrp_script').filter(({ words }) => words[0] === tracked?.keyword);
  const address = of('unicast_src_ip') ?? of('mcast_src_ip') ?? fillIn('its own address');
  const own = { address, priority: number(of('priority')) };
  return {
    settings: {
      virtualRouterId: number(of('virtual_router_id')) ?? fillIn('the virtual router id'),
      vrrp: peers.length === 0 ? 'multicast' : undefined,
      preempt: of('nopreempt') === '' ? false : number(of('preempt_delay')),
      advertInterval: other(number(of('advert_int')), 1),
      sync: device && (device === of('interface') || device),
      notify: of('notify'),
      password: inside('authentication').map(passwordOf)[0],
      track: followed.map(trackOf)[0],
      scriptUser: other(global('script_user')?.split(' ')[0], 'nobody'),
      flush: global('lvs_flush') === undefined ? undefined : true,
    },
    directors: [
      { name: /^[a-z][a-z0-9-]{0,62}$/.exec(global('router_id') ?? '')?.[0], own },
      ...peers.map(({ keyword }) => ({ own: { address: keyword } })),
    ],
  };
}

const number = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);
const other = <Value>(value: Value, usual: Value): Value | undefined =>
  value === usual ? undefined : value;

/** The password of VRRP, of which keepalived takes eight characters. */
function passwordOf(authentication: Block): string | undefined {
  const [type, word = ''] = ['auth_type', 'auth_pass'].map((one) => valueOf(authentication, one));
  return type === 'PASS' ? /^[\w.-]{1,8}$/.exec(word.slice(0, 8))?.[0] : undefined;
}

/** A script that an instance follows, as the config has it. */
function trackOf(script: Block): Settings | undefined {
  const of = (keyword: string): number | undefined => number(valueOf(script, keyword));
  const program = programOf(valueOf(script, 'script'));
  if (!program.path.startsWith('/')) return undefined;
  const times = ['interval', 'fall', 'rise'].map((one) => [one, other(of(one) ?? 1, 2)]);
  const more = { weight: other(of('weight'), 0), user: valueOf(script, 'user') };
  return { ...program, ...(Object.fromEntries(times) as Settings), ...more };
}

function programOf(text: string | undefined) {
  const [path = '', ...words] = text?.split(/\s+/) ?? [];
  return { path, arguments: words.length > 0 ? words : undefined };
}

/** What is read in each block. In those that are not listed, such as lists of addresses, all is. */
const read: Readonly<Record<string, RegExp>> = {
  '': /^(global_defs|vrrp_(script|instance)|virtual_server(_group)?)$/,
  global_defs:
    /^(router_id|lvs_sync_daemon|vrrp_skip_check_adv_addr|enable_script_security|script_user|reload_check_config|lvs_flush)$/,
  vrrp_instance:
    /^(state|interface|virtual_router_id|priority|advert_int|(no)?preempt(_delay)?|unicast_(src_ip|peer)|mcast_src_ip|virtual_ipaddress(_excluded)?|notify|authentication|track_script)$/,
  vrrp_script: /^(script|interval|fall|rise|weight|user)$/,
  authentication: /^auth_(type|pass)$/,
  virtual_server:
    /^(delay_loop|lb_(algo|kind)|lvs_(sched|method)|protocol|ops|persistence_(timeout|granularity)|sorry_server|quorum|hysteresis|alpha|inhibit_on_failure|ip_family|virtualhost|real_server|nat_mask)$/,
  real_server: /^(weight|lvs_method|inhibit_on_failure|\w+_CHECK|(HTTP|SSL)_GET)$/,
  check:
    /^(connect_(port|timeout)|retry|nb_get_retry|delay_before_retry|url|name|type|enable_sni|misc_(path|timeout))$/,
  url: /^(path|status_code|virtualhost)$/,
};

/** The lines of a configuration of which nothing is read, or only a part, and the real servers that are not checked as the first is. */
export function unread(blocks: readonly Block[], within = ''): Block[] {
  const known = read[/_(CHECK|GET)$/.test(within) ? 'check' : within];
  const [first, ...others] = named(blocks, 'real_server');
  const usual = first && JSON.stringify(checkOf(first, blocks));
  return [
    ...blocks.flatMap((block) =>
      known?.test(block.keyword) === false ? [block] : unread(block.inner, block.keyword),
    ),
    ...named(blocks, 'authentication').filter((one) => passwordOf(one) === undefined),
    ...named(blocks, 'vrrp_script').filter((one) => trackOf(one) === undefined),
    ...named(blocks, 'track_script').filter(({ inner }) => inner.length > 1),
    ...others.filter((one) => JSON.stringify(checkOf(one, blocks)) !== usual),
  ];
}

/** How a real server is checked; the defaults of keepalived are not those of the config. */
function checkOf(realServer: Block, service: readonly Block[]): Settings | 'off' | undefined {
  const check = realServer.inner.find(({ keyword }) => /_(CHECK|GET)$/.test(keyword));
  if (check === undefined) return 'off';
  const [url = check] = named(check.inner, 'url');
  const of = (keyword: string): string | undefined => valueOf(check, keyword);
  const port = number(of('connect_port'));
  const request = {
    path: valueOf(url, 'path') ?? '/',
    host: valueOf(url, 'virtualhost') ?? named(service, 'virtualhost')[0]?.words[0],
    status: other(number(valueOf(url, 'status_code')), 200),
    port,
  };
  const script = programOf(of('misc_path'));
  // With how often each is repeated, and after how many seconds, where nothing is said.
  const kinds: Readonly<Record<string, readonly [Settings, retries: number, delay: number]>> = {
    TCP_CHECK: [{ tcp: port }, 1, 1],
    HTTP_GET: [{ http: request }, 1, 3],
    SSL_GET: [{ https: request }, 1, 3],
    SMTP_CHECK: [{ smtp: true }, 1, 3],
    DNS_CHECK: [{ dns: { name: of('name'), type: of('type'), port } }, 3, 1],
    MISC_CHECK: [{ script }, 0, 1],
  };
  const [kind, retries, delay] = kinds[check.keyword] ?? [{}, 1, 1];
  const said: Settings = {
    ...kind,
    interval: other(number(named(service, 'delay_loop')[0]?.words[0]) ?? 60, 5),
    timeout: other(number(of('connect_timeout') ?? of('misc_timeout')) ?? 5, 3),
    retries: other(number(of('retry') ?? of('nb_get_retry')) ?? retries, 2),
    retryDelay: other(number(of('delay_before_retry')) ?? delay, 1),
  };
  return Object.values(said).every((value) => value === undefined) ? undefined : said;
}

/** What a service has beside what IPVS knows. */
export function healthOf(server: Block): Settings {
  const first = named(server.inner, 'real_server')[0] ?? server;
  const [address, port] = valueOf(server, 'sorry_server')?.split(' ') ?? [];
  const isNat = valueOf(server, 'lb_kind', 'lvs_method') === 'NAT';
  const has = (block: Block, keyword: string): boolean => valueOf(block, keyword) !== undefined;
  const own = isNat ? other(number(port), number(server.words[1])) : undefined;
  return {
    check: checkOf(first, server.inner),
    sorryServer: address && { address, port: own },
    quorum: other(number(valueOf(server, 'quorum')), 1),
    hysteresis: number(valueOf(server, 'hysteresis')),
    startDown: has(server, 'alpha') || undefined,
    inhibitOnFailure: [server, first].some((one) => has(one, 'inhibit_on_failure')) || undefined,
  };
}
