import type { Artifact, View } from '../model/artifact.ts';
import { programs, type Program } from '../targets/index.ts';
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

function specView({ cluster, node, name, version, release, archive, artifacts }: Package): View {
  // All files of a node are made of one view.
  const view = artifacts[0]?.view ?? {};
  const { license, url = '', vendor = '', packager = '' } = cluster.rpm;
  const { always, scriptlets } = requirementsOf(node, programsOf(view));
  return {
    cluster: cluster.name,
    name,
    version,
    release,
    role: textOf(view, 'role'),
    forwarding: textOf(view, 'forwarding'),
    license,
    url,
    vendor,
    packager,
    archive,
    requires: always,
    scriptletsRequire: scriptlets,
    description: wrap(description(view)),
    files: artifacts.map(({ installPath, mode }) => ({
      path: installPath,
      source: installPath.slice(1),
      mode: mode.toString(8).padStart(4, '0'),
    })),
    systemd: node.initSystems.includes('systemd'),
    unit: `${name}.service`,
    lock: `/var/lock/subsys/${name}`,
  };
}

function description(view: View): string {
  const [service, role, cluster] = ['service', 'role', 'cluster'].map((key) => textOf(view, key));
  const own = textOf(view, 'description');
  const purpose = own === '' ? '' : ` (${own})`;
  const what = `The service ${service ?? ''}: ${role ?? ''} of LVS cluster ${cluster ?? ''}${purpose}`;
  return `${what}, ${textOf(view, 'forwarding')}. ${textOf(view, 'purpose')}`;
}

function programsOf(view: View): readonly Program[] {
  const names: readonly unknown[] = Array.isArray(view['programs']) ? view['programs'] : [];
  return names.map((name) => {
    const known = programs.find((program) => program === name);
    if (known === undefined) throw new Error(`no package is known to bring ${String(name)}`);
    return known;
  });
}

function textOf(view: View, key: string): string {
  const value = view[key];
  if (typeof value !== 'string') throw new Error(`the view of a script has no text ${key}`);
  return value;
}
