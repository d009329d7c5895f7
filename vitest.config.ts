import { configDefaults, defineConfig } from 'vitest/config';

const exclude = [...configDefaults.exclude, 'test/cluster/**'];

// This replaces parts of Node.js for a whole file: it needs a process of its own.
const alone = ['test/output/interrupted.test.ts'];

// `npm run test:cluster` runs real servers and directors on a kernel with IPVS, and nothing else.
const cluster = process.env['CLUSTER'] !== undefined;

export default defineConfig({
  test: {
    globalSetup: cluster ? [] : ['test/setup/build.ts'],
    // They take a few seconds each, and many times that on a machine that others keep busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Many tests wait for processes that they have started.
    maxWorkers: 3,
    projects: cluster
      ? [{ extends: true, test: { name: 'cluster', include: ['test/cluster/**/*.test.ts'] } }]
      : [
          {
            extends: true,
            test: {
              name: 'together',
              include: ['test/**/*.test.ts'],
              exclude: [...exclude, ...alone],
              isolate: false,
            },
          },
          { extends: true, test: { name: 'alone', include: alone, exclude } },
        ],
  },
});
