import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { read, root } from '../docs/markdown.ts';

const notCopied = ['node_modules', 'coverage', 'test'];

/**
 * Packs the project by `npm pack`, in a copy: what the other tests run is not built anew under their feet. The bundle
 * is that of the global set-up; the other steps of the build are taken from package.json.
 *
 * @param folder an empty one
 * @returns the path of the tarball
 */
export function pack(folder: string): string {
  const copy = join(folder, 'copy');
  for (const name of readdirSync(root)) {
    if (name.startsWith('.') || notCopied.includes(name)) continue;
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const steps = Array.from(
    (scripts['build'] ?? '').matchAll(/npm run ([\w:]+)/g),
    ([, step]) => step,
  );
  for (const step of steps)
    if (step !== 'build:js') runScript(copy, scripts[step ?? ''] ?? 'false');
  const [name = ''] = npm(copy, 'pack', '--silent', '--ignore-scripts')
    .trim()
    .split('\n')
    .slice(-1);
  return join(copy, name);
}

/** Runs a script of package.json as npm would, without the time that npm takes to start. */
function runScript(cwd: string, script: string): void {
  const path = [join(cwd, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  execFileSync('sh', ['-c', script], { cwd, env: { ...process.env, PATH: path } });
}

/** Installs a tarball into an empty project, with what it depends on and nothing else, as npm would. */
export function install(tarball: string, folder: string): string {
  const project = join(folder, 'project');
  const modules = join(project, 'node_modules');
  const installed = join(modules, 'lvsgen');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(installed);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  execFileSync('tar', ['-xf', tarball, '-C', installed, '--strip-components=1']);
  linkDependencies(modules);
  const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  symlinkSync(join('..', 'lvsgen', bin['lvsgen'] ?? ''), join(modules, '.bin', 'lvsgen'));
  return project;
}

/** Puts there what the package depends on. */
export function linkDependencies(modules: string): void {
  const { dependencies } = JSON.parse(read('package.json')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

/** Runs npm; its messages are shown when it fails. */
function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
