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

/** The diagnostics of a config in YAML, one line each: `3:5 error clusters.web.vip: message`. */
export async function complaints(text: string): Promise<string[]> {
  return (await diagnosticsOf(() => resolveYaml(text))).map(inOneLine);
}

export function inOneLine({ position, severity, key, message, hint }: Diagnostic): string {
  const place = position ? `${position.line}:${position.column} ` : '';
  return `${place}${severity} ${key ?? '-'}: ${message}${hint === undefined ? '' : ` [${hint}]`}`;
}

/** A cluster `web` with one line changed or added: the lines of YAML are numbered from 3. */
export function web(...lines: string[]): string {
  return ['clusters:', '  web:', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

export const minimal = ['mode: dr', 'vips: [192.168.10.12]', 'targets: [el6, el7]'] as const;
