import type { Director, Mode, VirtualService } from '../model/cluster.ts';
import { isIpv6, type Vip } from '../model/ip-address.ts';
import { type Check, checkWith } from '../model/keepalived.ts';
import { knowsKeyword } from '../targets/keepalived-versions.ts';
import type { View } from './artifact.ts';
import { clientMask } from './director.ts';

/** The value of a keyword: words, true for none, or undefined or false where it is left out. */
type Value = string | number | boolean | undefined;

/** The lines of a block, without those whose keyword the keepalived of a target does not know. */
export function linesOf(
  target: string,
  block: string,
  values: Readonly<Record<string, Value>>,
): View[] {
  return Object.entries(values).flatMap(([keyword, value]) => {
    if (value === undefined || value === false || !knowsKeyword(target, block, keyword)) return [];
    return [{ keyword, words: value === true ? [] : String(value).split(' ') }];
  });
}

/** The virtual server of a service on one of its VIPs, or by its mark. */
export function virtualServer(
  mode: Mode,
  director: Director,
  service: VirtualService,
  vip: Vip,
  target: string,
): View {
  const { kind, check, sorryServer: sorry } = service;
  const ipv6 = isIpv6(vip);
  const isMark = kind === 'mark';
  const port = isMark ? 0 : service.port;
  const hasSorry = sorry !== undefined && isIpv6(sorry.address) === ipv6;
  return {
    vip,
    mark: isMark ? service.mark : '',
    port,
    lines: linesOf(target, 'virtual_server', {
      delay_loop: check.interval,
      lb_algo: service.scheduler,
      lb_kind: mode.toUpperCase(),
      ip_family: isMark && (ipv6 ? 'inet6' : 'inet'),
      protocol: !isMark && service.protocol.toUpperCase(),
      ops: service.onePacket,
      persistence_timeout: service.persistence,
      persistence_granularity: clientMask(service, ipv6),
      virtualhost: check.probe.host,
      alpha: service.startDown,
      quorum: service.quorum,
      hysteresis: service.hysteresis,
      sorry_server: hasSorry && `${sorry.address} ${sorry.port ?? port}`,
    }),
    realServers: director.realServers
      .filter(({ address }) => isIpv6(address) === ipv6)
      .map((server) => ({
        address: server.address,
        port: server.port ?? port,
        lines: linesOf(target, 'real_server', {
          weight: server.weight,
          lvs_method: server.mode !== mode && server.mode?.toUpperCase(),
          inhibit_on_failure: service.inhibitOnFailure,
        }),
        check: checkView(checkWith(check, server.check), check.interval, target),
      })),
  };
}

const blocks = {
  off: '',
  tcp: 'TCP_CHECK',
  http: 'HTTP_GET',
  https: 'SSL_GET',
  dns: 'DNS_CHECK',
  smtp: 'SMTP_CHECK',
  script: 'MISC_CHECK',
} as const;

/** @param usual the interval that the service has */
function checkView(check: Check, usual: number, target: string): View {
  const { probe, interval, timeout, retries, retryDelay } = check;
  const { kind, host, path = '', arguments: words = [] } = probe;
  const block = blocks[kind];
  const isHttp = kind === 'http' || kind === 'https';
  const url = { path, virtualhost: host, status_code: probe.status };
  return {
    block,
    script: kind === 'script' ? [path, ...words].join(' ') : '',
    url: isHttp ? linesOf(target, 'url', url) : [],
    lines: linesOf(target, block, {
      enable_sni: kind === 'https' && host !== undefined,
      connect_port: probe.port,
      connect_timeout: timeout,
      misc_timeout: timeout,
      nb_get_retry: retries,
      retry: retries,
      delay_before_retry: retryDelay,
      delay_loop: interval !== usual && interval,
      type: probe.type,
      name: probe.name,
    }),
  };
}
