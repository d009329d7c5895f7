import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { render, type Config } from '../../src/index.ts';

/** One cluster, as a test writes it; the renderer checks it. */
export interface Cluster {
  vips: readonly string[];
  mode?: 'dr' | 'tun' | 'nat';
  targets?: string[];
  initSystems?: string[];
  gateway?: string;
  tunnel?: { mss: number | 'off' };
  looseReversePath?: string[];
  arp?: { ignore?: number; announce?: number; onStop?: 'restore' | 'keep' };
}

/** The one place where these tests meet the renderer. */
export async function renderScripts(
  clusters: Record<string, Cluster>,
  outDir: string,
): Promise<void> {
  for (const [path, { content, mode }] of render({ clusters } as Config)) {
    const file = join(outDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { mode });
  }
}
