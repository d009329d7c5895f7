import type { Artifact, View } from '../roles/artifact.ts';
import { forwardingOf, guardUnit, type Logic, logicOf, roleWord } from '../roles/index.ts';
import type { Package } from './package.ts';
import { requirementsOf } from './requirements.ts';
import { wrap } from './wrap.ts';

/** The spec of a package, to be rendered as the scripts are. */
export function specArtifact(of: Package): Artifact {
  const { cluster, role, node, name } = of;
  return {
    cluster: cluster.name,
    role,
    target: node.target.name,
    installPath: `/${name}.spec`,
    mode: 0o644,
    language: 'spec',
    template: 'rpm/spec',
    view: specView(of),
  };
}

function specView(of: Package): View {
  const { cluster, role, node, name, version, release, archive, artifacts } = of;
  const logic = logicOf(cluster, role, node.target);
  const { license, url = '', vendor = '', packager = '' } = cluster.rpm;
  const { always, scriptlets } = requirementsOf(node, logic.programs);
  const guard = guardUnit(name);
  return {
    cluster: cluster.name,
    name,
    version,
    release,
    role: roleWord(role),
    forwarding: forwardingOf(cluster),
    license,
    url,
    vendor,
    packager,
    archive,
    requires: always,
    scriptletsRequire: scriptlets,
    description: wrap(description(of, logic)),
    files: artifacts.map(({ installPath, mode }) => ({
      path: installPath,
      source: installPath.slice(1),
      mode: mode.toString(8).padStart(4, '0'),
    })),
    systemd: node.initSystems.includes('systemd'),
    unit: `${name}.service`,
    guard,
    guarded: artifacts.some(({ installPath }) => installPath.endsWith(`/${guard}`)),
    lock: `/var/lock/subsys/${name}`,
  };
}

function description({ cluster, role, name }: Package, { purpose }: Logic): string {
  const own = cluster.description === undefined ? '' : ` (${cluster.description})`;
  const what = `The service ${name}: ${roleWord(role)} of LVS cluster ${cluster.name}${own}, ${forwardingOf(cluster)}.`;
  const upgrade =
    'An upgrade reloads it. Stop it before an upgrade that changes the forwarding mode.';
  return `${what} ${purpose} ${upgrade}`;
}
