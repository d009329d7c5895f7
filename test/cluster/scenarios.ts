import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { render, type Config } from '../../src/index.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');

/** A config with a director. */
interface Written {
  clusters: { web: { targets: string[]; director: { realServers: { weight: number }[] } } };
}

/** All scenarios, or those that the environment variable SCENARIOS names, with what each checks and for which targets. */
export const scenarios = readdirSync(join(import.meta.dirname, 'scenarios'))
  .flatMap((file) => /^(.*)\.bash$/.exec(file)?.[1] ?? [])
  .filter((name) => process.env['SCENARIOS']?.split(/[ ,]+/).includes(name) ?? true)
  .map((name) => {
    const { targets } = (parse(read(`scenarios/${name}.yaml`)) as Written).clusters.web;
    return { name, targets, checks: checksIn(`scenarios/${name}.bash`) };
  });

/** Those of keepalived, with what each checks. */
export const ofKeepalived = readdirSync(join(import.meta.dirname, 'keepalived'))
  .flatMap((file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? [])
  .filter((name) => process.env['SCENARIOS']?.split(/[ ,]+/).includes(name) ?? true)
  .map((name) => ({ guest: 'keepalived', name, checks: checksIn(`keepalived/${name}.bash`) }));

/** The names behind `check` and `caught`, also in the files that this one reads in. */
export function checksIn(file: string): string[] {
  return read(file)
    .split('\n')
    .flatMap((line) => {
      const passage = /^\. (\S+)$/.exec(line)?.[1];
      if (passage !== undefined) return checksIn(passage);
      return /^(?:check|caught) '(.*?)'/.exec(line)?.[1] ?? [];
    });
}

/** Renders the config of each scenario into a folder, also with a weight of 0 for the last real server and without it. */
export function renderScenarios(folder: string): void {
  const all = [
    ...scenarios.map(({ name }) => `scenarios/${name}`),
    ...ofKeepalived.map(({ name }) => `keepalived/${name}`),
  ];
  for (const path of all)
    for (const variant of ['as-is', 'last-weight-0', 'without-last']) {
      const config = parse(read(`${path}.yaml`)) as Written;
      const { realServers } = config.clusters.web.director;
      const last = realServers.at(-1);
      if (variant === 'last-weight-0' && last !== undefined) last.weight = 0;
      if (variant === 'without-last') realServers.pop();
      renderInto(join(folder, basename(path), variant), config as unknown as Config);
    }
}

/** Renders what systemd is booted with into a folder, and an upgrade of it into another. */
export function renderSystemd(rendered: string, upgraded: string): void {
  const text = read('systemd/config.yaml');
  renderInto(rendered, parse(text) as Config);
  renderInto(upgraded, parse(text.replace('198.51.100.10', '198.51.100.11')) as Config);
}

function renderInto(folder: string, config: Config): void {
  for (const [path, { content, mode }] of render(config)) {
    const to = join(folder, path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
    chmodSync(to, mode);
  }
}
