import type { Cluster, Director } from '../model/cluster.ts';
import { asNetwork } from '../model/ip-address.ts';
import { advertisedVip, type Keepalived, type VrrpDirector } from '../model/keepalived.ts';
import type { Target } from '../targets/index.ts';
import { keepalivedVersions } from '../targets/keepalived-versions.ts';
import type { Artifact, FileMode, View } from './artifact.ts';
import { hasScript } from './director.ts';
import { forwardingOf } from './service.ts';
import { linesOf, virtualServer } from './virtual-servers.ts';

/** Whether one of the directors is a real server, too. */
export function hasLocalNode({ keepalived, realServers }: Director): boolean {
  const own = new Set(keepalived?.directors.map(({ address }) => address));
  return realServers.some(({ address }) => own.has(address));
}

/** Whether keepalived runs a script on the directors. */
export function runsScripts({ keepalived, services, realServers }: Director): boolean {
  const ofServices = services.some(({ check }) => check.probe.kind === 'script');
  const own = realServers.some(({ check = 'off' }) => check !== 'off' && check.script);
  return ofServices || own || (keepalived?.notify ?? keepalived?.track) !== undefined;
}

/** What one director gets on one operating system, besides a script. */
export function keepalivedArtifacts(
  cluster: Cluster,
  director: Director,
  own: VrrpDirector,
  target: Target,
): readonly Artifact[] {
  const { service, keepalived } = director;
  if (keepalived === undefined) throw new Error(`${cluster.name} has no keepalived`);
  const name = keepalived.include ? `lvs-${cluster.name}` : 'keepalived';
  const file = (template: string, installPath: string, view: View, mode: FileMode = 0o644) => ({
    ...{ cluster: cluster.name, role: `director-${own.name}` as const, target: target.name },
    ...{ installPath, mode, language: mode === 0o755 ? ('shell' as const) : ('conf' as const) },
    template: `keepalived/${template}`,
    view: { cluster: cluster.name, ...view },
  });
  const view = configurationView(cluster, director, keepalived, own, target.name);
  const readMode = keepalived.password === undefined ? 0o644 : 0o600;
  const dropIn = `/usr/lib/systemd/system/keepalived.service.d/${service}.conf`;
  return [
    file('keepalived', `/etc/keepalived/${name}.conf`, view, readMode),
    file('sysctl', `/etc/sysctl.d/${service}.conf`, { kernel: kernelSettings(cluster, director) }),
    ...(target.systemdVersion === undefined
      ? [file('modules-script', `/etc/sysconfig/modules/${service}.modules`, {}, 0o755)]
      : [
          file('modules', `/etc/modules-load.d/${service}.conf`, {}),
          file('drop-in', dropIn, {
            script: hasScript(director) ? `${service}.service` : '',
            // Later ones have reload_check_config.
            checksReload: target.name === 'el8',
          }),
        ]),
  ];
}

/** The settings of the kernel that keepalived leaves alone, as sysctl(8) reads them. */
function kernelSettings({ mode }: Cluster, director: Director): View[] {
  const inside = director.insideInterface ?? director.interface;
  const { expireNodestConn = true, expireQuiescentTemplate = true, conntrack } = director;
  const settings: Readonly<Record<string, boolean | undefined>> = {
    ...(mode === 'nat' && {
      'net.ipv4.ip_forward': true,
      'net.ipv4.conf.all.send_redirects': false,
      [`net/ipv4/conf/${inside}/send_redirects`]: false,
    }),
    'net.ipv4.vs.expire_nodest_conn': expireNodestConn,
    'net.ipv4.vs.expire_quiescent_template': expireQuiescentTemplate,
    'net.ipv4.vs.conntrack': conntrack,
    'net.ipv4.vs.backup_only': hasLocalNode(director) ? true : undefined,
  };
  return Object.entries(settings).flatMap(([name, on]) =>
    on === undefined ? [] : [{ name, value: on ? 1 : 0 }],
  );
}

function configurationView(
  cluster: Cluster,
  director: Director,
  keepalived: Keepalived,
  own: VrrpDirector,
  target: string,
): View {
  const { name, mode, vips } = cluster;
  const { virtualRouterId: id, preempt, sync, notify, track, scriptUser = 'nobody' } = keepalived;
  const dev = own.interface;
  const inside = director.insideInterface ?? dev;
  const advertised = advertisedVip(keepalived, vips) ?? '';
  const syncInterface = sync === true ? dev : sync;
  const isUnicast = keepalived.vrrp === 'unicast';
  const peers = isUnicast ? keepalived.directors.filter((one) => one !== own) : [];
  const usesScripts = runsScripts(director);
  return {
    name: own.name,
    forwarding: forwardingOf(cluster),
    version: keepalivedVersions[target] ?? '',
    globals: linesOf(target, 'global_defs', {
      router_id: !keepalived.include && own.name,
      vrrp_skip_check_adv_addr: true,
      // Where a reload that is refused says why.
      reload_check_config: '/run/keepalived-check.log',
      enable_script_security: usesScripts,
      script_user: usesScripts && scriptUser,
      lvs_sync_daemon: syncInterface && `${syncInterface} ${name} id ${id}`,
      lvs_flush: keepalived.flush,
    }),
    script: track === undefined ? '' : [track.path, ...track.arguments].join(' '),
    track: linesOf(target, 'vrrp_script', {
      ...{ interval: track?.interval, fall: track?.fall, rise: track?.rise },
      weight: track?.weight !== 0 && track?.weight,
      user: track?.user,
    }),
    password: keepalived.password ?? '',
    instance: linesOf(target, 'vrrp_instance', {
      interface: dev,
      virtual_router_id: id,
      priority: own.priority,
      advert_int: keepalived.advertInterval,
      nopreempt: preempt === false,
      preempt_delay: typeof preempt === 'number' && preempt,
      lvs_sync_daemon_interface: syncInterface,
      notify,
      unicast_src_ip: isUnicast && own.address,
    }),
    peers: peers.map(({ address }) => address),
    tracked: mode === 'nat' && inside !== dev ? inside : '',
    interface: dev,
    advertised: asNetwork(advertised),
    excluded: [
      ...vips.filter((vip) => vip !== advertised).map((vip) => ({ vip: asNetwork(vip), dev })),
      ...(mode === 'nat' ? [{ vip: asNetwork(cluster.gateway), dev: inside }] : []),
    ],
    services: director.services.flatMap((service, index) =>
      // A mark is one for all of its VIPs.
      service.vips.slice(0, service.kind === 'mark' ? 1 : undefined).map((vip) => ({
        ...virtualServer(mode, director, service, vip, target),
        key: `clusters.${name}.director.services[${index}]`,
      })),
    ),
  };
}
