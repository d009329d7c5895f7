// What is drawn, as the parser of Mermaid itself reads it.
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawClusters } from '../../src/explain/mermaid.ts';
import { mermaidLabel } from '../../src/explain/mermaid-text.ts';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs, resolveConfig } from '../../src/config/resolve.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { type Drawing, readDrawing } from './mermaid.ts';

const folder = import.meta.dirname;

it('draws directors, real servers and what goes between them', async () => {
  const argv = ['explain', '--format', 'mermaid', '--cluster', 'legacy', '--cluster', 'six'];
  const { stdout } = await lvsgen(folder, argv);
  await expect(stdout).toMatchFileSnapshot(join(folder, 'expected.mmd'));
});

it('draws every cluster in a frame', async () => {
  const { clusters } = resolveConfigs([await loadConfig({ cwd: folder })]);
  const drawing = await readDrawing(drawClusters(clusters));
  expect(drawing.frames).toEqual(
    clusters.map(
      ({ name, mode, description }) =>
        `${name}, VS/${mode.toUpperCase()}${description === undefined ? '' : `: ${description}`}`,
    ),
  );
  for (const [index, { director }] of clusters.entries()) {
    const frame = `c${index + 1}`;
    const servers = [...drawing.nodes.keys()].filter((name) => name.startsWith(`${frame}rs`));
    expect(servers).toHaveLength(director?.realServers.length ?? 1);
    for (const server of servers) expect(arrowsOf(drawing, server)).toEqual(['in', 'out']);
  }
});

it.for([
  ['dr', ['client'], 'same packet, new MAC address'],
  ['tun', ['client'], 'IPIP'],
  ['nat', ['director'], 'destination rewritten'],
] as const)('sends replies in mode %s to the %s', async ([mode, receivers, forward]) => {
  const gateway = mode === 'nat' ? { gateway: '10.0.0.1' } : {};
  const config = { mode, vips: ['192.0.2.1'], targets: ['el7'], ...gateway };
  const { clusters } = resolveConfig({ clusters: { web: config } } as never);
  const { arrows } = await readDrawing(drawClusters(clusters));
  const replies = arrows.filter(({ from }) => from === 'c1rs1');
  expect(replies.map(({ to }) => to.replace('c1', ''))).toEqual(receivers);
  expect(arrows.find(({ to }) => to === 'c1rs1')?.label).toBe(forward);
  for (const { from, to, isDotted } of arrows) {
    expect(isDotted, `${from} to ${to}`).toBe(from === 'c1rs1' || to === 'c1client');
  }
});

it('shows any text as it is, and nothing else', async () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('a1. "\'`#;:&<>[](){}|-=%*_~\\/@!')) }),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom('end', 'style x', 'classDef', ':', '#', ';', '`', '"', '#quot;', ' '))
      .map((words) => words.join('')),
  );
  // Control characters and line breaks are refused in every text of a config; an empty label is none.
  const line = text.filter(
    (one) => one.trim() === one && one !== '' && !/[\p{C}\p{Z}]/u.test(one.replaceAll(' ', '')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 20, maxLength: 40 }), async (texts) => {
      const drawing = texts.map(
        (text, index) => `    n${index}[${mermaidLabel(text, 'x')}] -->|${mermaidLabel(text)}| b\n`,
      );
      const { nodes, arrows } = await readDrawing(`flowchart LR\n${drawing.join('')}`);
      expect([...nodes.values()]).toEqual(
        expect.arrayContaining(texts.map((text) => `${text}\nx`)),
      );
      expect(nodes.size).toBe(texts.length + 1);
      expect(arrows.map(({ label }) => label)).toEqual(texts);
    }),
    { numRuns: 10 },
  );
});

it('refuses what is no drawing, so that these tests mean something', async () => {
  await expect(readDrawing('flowchart LR\n    a["x"] b["]\n')).rejects.toThrow('Parse error');
});

function arrowsOf({ arrows }: Drawing, name: string): string[] {
  return arrows.flatMap(({ from, to }) => [
    ...(to === name ? ['in'] : []),
    ...(from === name ? ['out'] : []),
  ]);
}
