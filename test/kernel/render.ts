// The one place where these tests meet the renderer.
export interface Cluster {
  vips: string[];
  mode?: 'dr';
  targets?: string[];
  initSystems?: string[];
  arp?: { ignore?: number; announce?: number; onStop?: 'restore' | 'keep' };
}

type Render = (out: string, clusters: Record<string, Cluster>) => void;

const renderer = new URL('file:///tmp/proto/render.mjs').href;

export async function renderScripts(
  clusters: Record<string, Cluster>,
  outDir: string,
): Promise<void> {
  const { render } = (await import(renderer)) as { render: Render };
  render(outDir, clusters);
}
