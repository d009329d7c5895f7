import { LvsgenError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { loadConfig, type LoadedConfig } from '../../src/config/load.ts';
import { resolveConfigs, type Resolved } from '../../src/config/resolve.ts';

/** Loads YAML as from standard input. */
export async function loadYaml(text: string | Uint8Array): Promise<LoadedConfig> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return loadConfig({ file: '-', cwd: '/', readStdin: () => Promise.resolve(bytes) });
}

/** The clusters and warnings of a config in YAML. */
export async function resolveYaml(text: string): Promise<Resolved> {
  return resolveConfigs([await loadYaml(text)]);
}

/** What is thrown, if it is what a user may see; anything else fails the test. */
export async function diagnosticsOf(attempt: () => unknown): Promise<readonly Diagnostic[]> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof LvsgenError) return error.diagnostics;
    throw error;
  }
  return [];
}

/** A diagnostic in one line: `3:5 error clusters.web.vip`. The wordings stand in test/cases/refused. */
export function placeOf({ position, severity, key }: Diagnostic): string {
  const place = position ? `${position.line}:${position.column} ` : '';
  return `${place}${severity} ${key ?? '-'}`;
}

/** What is told about a config in YAML: its errors with its warnings, or its warnings, as {@link placeOf} has it. */
export async function placesIn(text: string): Promise<string[]> {
  let warnings: readonly Diagnostic[] = [];
  const found = await diagnosticsOf(async () => {
    ({ warnings } = await resolveYaml(text));
  });
  return [...found, ...warnings].map(placeOf);
}

/** A cluster `web`: the lines of YAML are numbered from 3. */
export function web(...lines: string[]): string {
  return ['clusters:', '  web:', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

export const minimal = ['mode: dr', 'vips: [192.168.10.12]', 'targets: [el6, el7]'] as const;
