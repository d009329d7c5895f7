import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { type Artifact, modeText, roleOf, roleWord } from '../roles/artifact.ts';
import {
  forwardingOf,
  groupOf,
  guardUnit,
  type Host,
  type Logic,
  logicOf,
} from '../roles/index.ts';

/** The spec of the package of these artifacts, to be rendered as they are. */
export function specArtifact(
  cluster: Cluster,
  { role, node }: Host,
  artifacts: readonly Artifact[],
  { name, version, release }: Readonly<Record<'name' | 'version' | 'release', string>>,
): Artifact {
  const logic = logicOf(cluster, roleOf(role), node.target);
  const { service } = groupOf(cluster, roleOf(role));
  const keepalived = role.startsWith('director-');
  const settings = artifacts.find(({ installPath }) => installPath.startsWith('/etc/sysctl.d/'));
  const { license, url = '', vendor = '', packager = '' } = cluster.rpm;
  const own = cluster.description === undefined ? '' : ` (${cluster.description})`;
  const what = `${keepalived ? '' : 'The service '}${name}: ${roleWord(role)} of LVS cluster ${cluster.name}${own}, ${forwardingOf(cluster)}.`;
  const does = keepalived
    ? 'The configuration of keepalived, which an upgrade reloads and never restarts.'
    : `${logic.purpose} An upgrade reloads it. Stop it before an upgrade that changes the forwarding mode.`;
  const guard = guardUnit(service);
  const systemd = node.initSystems.includes('systemd');
  return {
    cluster: cluster.name,
    role,
    target: node.target.name,
    installPath: `/${name}.spec`,
    mode: 0o644,
    language: 'spec',
    template: 'rpm/spec',
    view: {
      ...{ name, version, release, license, url, vendor, packager, guard, systemd },
      archive: `${name}-${version}-${release}.tar`,
      cluster: cluster.name,
      role: roleWord(role),
      forwarding: forwardingOf(cluster),
      requires: requirements(node, logic),
      // The package initscripts has /sbin/service.
      scriptletsRequire: systemd ? ['systemd'] : ['chkconfig', 'initscripts'],
      changelog: cluster.rpm.changelog.map(({ date, author, version, changes }) => ({
        heading: `${dayOf(date)} ${author} - ${version}.${node.target.name}`,
        changes,
      })),
      description: wrap(`${what} ${does}`),
      files: artifacts.map(({ installPath, mode }) => ({
        path: installPath,
        source: installPath.slice(1),
        mode: modeText(mode),
      })),
      unit: `${service}.service`,
      service,
      // What has no script of its own has nothing to start.
      script: artifacts.some(({ installPath }) => installPath.endsWith(`/${service}`)),
      keepalived,
      settings: settings?.installPath ?? '',
      include: `/etc/keepalived/lvs-${cluster.name}.conf`,
      guarded: artifacts.some(({ installPath }) => installPath.endsWith(`/${guard}`)),
      lock: `/var/lock/subsys/${service}`,
    },
  };
}

/** A day as rpm wants it, such as Sat Nov 28 2026. */
function dayOf(date: string): string {
  const [weekday = '', day = '', month = '', year = ''] = new Date(date).toUTCString().split(/,? /);
  return `${weekday} ${month} ${day} ${year}`;
}

/** The packages of the programs that the scripts of a node run, and of what starts them. */
function requirements({ target, initSystems }: ClusterNode, { programs }: Logic): string[] {
  const packages = new Set(programs.map((program) => target.packages[program]));
  // The init script sources its functions.
  if (initSystems.includes('sysv')) packages.add('initscripts');
  return ['/bin/sh', ...[...packages].sort()];
}

/**
 * A text in lines as wide as rpmlint wants them. A longer word has a line to itself; none begins with a percent sign and
 * none ends in a backslash, which would mean something to rpm there.
 */
function wrap(text: string): readonly string[] {
  const line = /(.{0,78}[^\\\s]|\S*[^\\\s])(?: +(?!%)|$)/gu;
  return text.replaceAll(line, '$1\n').trimEnd().split('\n');
}
