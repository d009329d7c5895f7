import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { inOrder, toDiagnostic } from '../config/diagnose.ts';
import { readYaml } from '../config/read-yaml.ts';
import { resolveConfigs } from '../config/resolve.ts';
import type { Config } from '../config/schema.ts';
import type { Cluster } from '../model/cluster.ts';
import { warn } from '../model/problem.ts';
import { formatManifest, manifestName, sortPaths } from '../output/paths.ts';
import { packTree } from '../output/tar.ts';
import { bundled } from '../render/bundled.ts';
import { generate } from '../render/generate.ts';
import { type RenderedFile, roleOf } from '../roles/artifact.ts';
import { hasScript } from '../roles/director.ts';
import { groupOf, type Host, hostsOf } from '../roles/index.ts';

/** What a config renders to. */
export interface Rendered {
  readonly text: string;
  readonly clusters: readonly Cluster[];
  readonly files: readonly RenderedFile[];
}

/** What becomes of a text. */
export interface Result {
  readonly text: string;
  /** What the config says, right or wrong; nothing where the text is no YAML. */
  readonly config: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Missing where there is an error. */
  readonly rendered?: Rendered;
}

const configName = 'lvsgen.yaml';

const noTemplates = warn(
  ['templates'],
  'the page has no files of yours: it renders with the templates of lvsgen',
  'render on the command line',
);

/** Reads and renders a config, as the command line does. */
export function resultOf(text: string): Result {
  let config: unknown;
  try {
    const readout = readYaml(text, configName);
    config = readout.config;
    const source = { ...readout, config: config as Config, file: configName, dir: '' };
    const { configs, clusters, warnings } = resolveConfigs([source]);
    const files = generate(configs, () => bundled);
    const own = configs.filter(({ config }) => config.templates !== undefined);
    const more = own.map((config) => toDiagnostic(noTemplates, config));
    const diagnostics = inOrder([...warnings, ...more]);
    return { text, config, diagnostics, rendered: { text, clusters, files } };
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    return { text, config, diagnostics: error.diagnostics };
  }
}

/** The config and all that it renders to, as `lvsgen render` writes it beside the config. */
export function archive({ text, files }: Rendered): Promise<Uint8Array> {
  const manifest = formatManifest(sortPaths(files.map(({ path }) => path)));
  const mode = 0o644;
  return packTree([
    { path: configName, content: text, mode },
    { path: `generated/${manifestName}`, content: manifest, mode },
    ...files.map((file) => ({ ...file, path: `generated/${file.path}` })),
  ]);
}

/** The commands that bring the files of each tree, such as `web/real-server/el7`, into force, at first and after a change. */
export function deploymentsOf(cluster: Cluster): [tree: string, text: string][] {
  return hostsOf(cluster).map((host) => {
    const there = ['tar -C / --no-same-owner --no-overwrite-dir -x', ...commandsOn(cluster, host)];
    const copy = `tar -C generated/${host.unit} -c . | ssh "root@$host"`;
    return [host.unit, `host=HOST\n${copy} '${there.join(' &&\n  ')}'`];
  });
}

function commandsOn(cluster: Cluster, { role, node }: Host): string[] {
  const { director } = cluster;
  const { service } = groupOf(cluster, roleOf(role));
  const isKept = role !== 'real-server' && director?.keepalived !== undefined;
  const hasOwn = !isKept || hasScript(director);
  const names = [...(hasOwn ? [service] : []), ...(isKept ? ['keepalived'] : [])];
  const loads = isKept ? ['modprobe ip_vs', `sysctl -p /etc/sysctl.d/${service}.conf`] : [];
  if (node.initSystems.includes('systemd')) {
    return [
      ...['systemctl daemon-reload', ...loads],
      ...names.flatMap((name) => [`systemctl enable --now ${name}`, `systemctl reload ${name}`]),
      ...(hasOwn ? [`${service} status`] : []),
    ];
  }
  const starts = names.flatMap((name) => [
    ...[`chkconfig --add ${name}`, `chkconfig ${name} on`],
    ...[`service ${name} start`, `service ${name} reload`],
  ]);
  return [...loads, ...starts, ...(hasOwn ? [`service ${service} status`] : [])];
}
