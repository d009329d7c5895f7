import { configDefaults, defineConfig } from 'vitest/config';

// `npm test` is done in a minute; `npm run test:long` runs what takes longer.
const long = process.env['LONG'] !== undefined;
const ending = long ? '.long.test.ts' : '.test.ts';
const exclude = [
  ...configDefaults.exclude,
  'test/cluster/**',
  ...(long ? [] : ['test/**/*.long.test.ts']),
];

// These replace modules of Node.js, or keep hosts for a whole file: each needs a process of its own.
const alone = [
  'test/config/read-text',

  'test/lint/find-none',
  'test/output/interrupted',
  'test/rpm/host/**/*',
].map((path) => path + ending);

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
              include: [`test/**/*${ending}`],
              exclude: [...exclude, ...alone],
              isolate: false,
            },
          },
          { extends: true, test: { name: 'alone', include: alone, exclude } },
        ],
  },
});
