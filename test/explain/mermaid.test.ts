// What is drawn, as the parser of Mermaid itself reads it.
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawClusters, mermaidLabel } from '../../src/explain/drawing.ts';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { readDrawing } from './mermaid.ts';

const folder = import.meta.dirname;

// `npx vitest -u` writes expected.mmd: look at it, as GitHub draws it, before you commit it.
it('draws every cluster in a frame, with arrows to and from every real server', async () => {
  const { clusters } = resolveConfigs([await loadConfig({ cwd: folder })]);
  const text = drawClusters(clusters);
  await expect(text).toMatchFileSnapshot(join(folder, 'expected.mmd'));
  const { frames, nodes, arrows } = await readDrawing(text);
  expect(frames).toEqual(
    clusters.map(({ name, mode, description }) => {
      const title = `${name}, VS/${mode.toUpperCase()}`;
      return description === undefined ? title : `${title}: ${description}`;
    }),
  );
  const servers = [...nodes.keys()].filter((name) => /rs\d+$/.test(name));
  expect(arrows.filter(({ isDotted }) => !isDotted).map(({ to }) => to)).toEqual(
    expect.arrayContaining(servers),
  );
  expect(arrows.filter(({ isDotted }) => isDotted).map(({ from }) => from)).toEqual(
    expect.arrayContaining(servers),
  );
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
