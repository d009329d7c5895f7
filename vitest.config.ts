import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

// `npm run test:cluster` runs real servers and directors on a kernel with IPVS, and nothing else.
const cluster = process.env['CLUSTER'] !== undefined;

export default defineConfig({
  test: {
    globalSetup: cluster ? [] : ['test/setup/build.ts'],
    include: [cluster ? 'test/cluster/**/*.test.ts' : 'test/**/*.test.ts'],
    exclude: cluster ? configDefaults.exclude : [...configDefaults.exclude, 'test/cluster/**'],
    isolate: cluster,
    experimental: { fsModuleCache: true },
    // Fewer collections of garbage.
    execArgv: ['--max-semi-space-size=64'],
    // As in the bundle: yargs measures its help with every command, and it is ASCII.
    alias: {
      'string-width': fileURLToPath(new URL('test/setup/string-width.ts', import.meta.url)),
    },
    server: { deps: { inline: [/node_modules\/(yargs|cliui|wrap-ansi)\//] } },
    // They take a few seconds each, and many times that on a machine that others keep busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A machine that others keep busy may fail a process once; what is wrong fails twice. The report tells of both.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // Many tests wait for processes that they have started.
    maxWorkers: 3,
  },
});
