import { defineConfig } from 'rolldown';

// Only the project's own modules are bundled, so that a start reads few files. Dependencies stay dependencies.
export default defineConfig({
  input: { bin: 'src/bin.ts', index: 'src/index.ts' },
  platform: 'node',
  external: /^[^./]/,
  output: { dir: 'dist', format: 'esm', cleanDir: true },
});
