import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { lvsgen } from '../commands/lvsgen.ts';
import { filesBelow } from '../output/tree.ts';

/** A package as rpmbuild made it. */
export interface Built {
  /** `cluster/role/target` */
  readonly place: string;
  /** The paths of the spec, the source package and the binary one. */
  readonly spec: string;
  readonly source: string;
  readonly binary: string;
  /** What the scripts were rendered to, by install path. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a build host may have defined. */
export type Macros = Readonly<Record<string, string>>;

/** Renders the specs and archives of a config into `rpm/` of a folder, and its scripts into `generated/`. */
export async function renderSpecs(folder: string, config: string, version: string): Promise<void> {
  writeFileSync(join(folder, 'lvsgen.yaml'), config);
  const commands = [
    ['rpm', '--no-lint', '--package-version', version],
    ['render', '--no-lint'],
  ];
  for (const command of commands) {
    const { code, stderr } = await lvsgen(folder, command);
    if (code !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  }
}

/** Builds every package of a config in a folder. */
export async function buildAll(
  folder: string,
  config: string,
  version = '1.0',
  macros: Macros = {},
): Promise<readonly Built[]> {
  mkdirSync(folder, { recursive: true });
  await renderSpecs(folder, config, version);
  return filesBelow(join(folder, 'rpm'))
    .filter((path) => path.endsWith('.spec'))
    .map((path) => build(folder, path, macros));
}

function build(folder: string, path: string, macros: Macros): Built {
  const spec = join(folder, 'rpm', path);
  const place = dirname(path);
  const top = join(folder, 'built', place);
  rpmbuild('-ba', spec, { _topdir: top, _tmppath: folder, _sourcedir: dirname(spec), ...macros });
  const [source = ''] = readdirSync(join(top, 'SRPMS'));
  const [binary = ''] = readdirSync(join(top, 'RPMS/noarch'));
  const tree = join(folder, 'generated', place);
  return {
    place,
    spec,
    source: join(top, 'SRPMS', source),
    binary: join(top, 'RPMS/noarch', binary),
    files: new Map(
      filesBelow(tree).map((file) => [`/${file}`, readFileSync(join(tree, file), 'utf8')]),
    ),
  };
}

/** Runs rpmbuild, which has to succeed. */
function rpmbuild(what: string, spec: string, macros: Macros): void {
  const defines = Object.entries(macros).flatMap(([name, body]) => ['--define', `${name} ${body}`]);
  run('rpmbuild', what, ...defines, spec);
}

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program that may fail. It has a home of its own: rpm and rpmlint leave something there. */
export function tryRun(program: string, ...args: readonly string[]): Ended {
  const home = mkdtempSync(join(tmpdir(), 'lvsgen-home-'));
  try {
    const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
    return spawnSync(program, args, { encoding: 'utf8', env });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** What a program prints; it has to succeed. */
export function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = tryRun(program, ...args);
  if (status !== 0) {
    throw new Error(
      `${basename(program)} ${args.join(' ')}: exit status ${status ?? ''}\n${stderr}`,
    );
  }
  return stdout;
}
