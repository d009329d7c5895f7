import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { render, type Config } from '../../src/index.ts';
import { folder, type Scenario } from './scenarios.ts';

interface RealServer {
  address: string;
  weight: number;
}

interface Written {
  clusters: { web: { director: { realServers: RealServer[] } } };
}

/** What becomes of the list of real servers, by the name that a scenario uses for it. */
const variants: Record<string, (all: RealServer[]) => RealServer[]> = {
  'as-is': (all) => all,
  'last-weight-0': (all) =>
    all.map((server, i) => (i === all.length - 1 ? { ...server, weight: 0 } : server)),
  'without-last': (all) => all.slice(0, -1),
};

/** Renders the config of a scenario, and every variant of it, into a folder. */
export function renderScenario({ name }: Scenario, outDir: string): void {
  const file = join(folder, 'scenarios', `${name}.yaml`);
  for (const [variant, change] of Object.entries(variants)) {
    const config = parse(readFileSync(file, 'utf8')) as Written;
    const { director } = config.clusters.web;
    director.realServers = change(director.realServers);
    renderInto(join(outDir, name, variant), config as unknown as Config);
  }
}

export function renderInto(outDir: string, config: Config): void {
  for (const [path, { content, mode }] of render(config)) {
    const to = join(outDir, path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
    chmodSync(to, mode);
  }
}
