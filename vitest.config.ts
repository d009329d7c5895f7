import { configDefaults, defineConfig } from 'vitest/config';

// `npm test` is done in a minute; `npm run test:long` runs what takes longer.
const long = process.env['LONG'] !== undefined;
const ending = long ? '.long.test.ts' : '.test.ts';
const exclude = [...configDefaults.exclude, ...(long ? [] : ['test/**/*.long.test.ts'])];

// These replace modules of Node.js, or keep hosts for a whole file: each needs a process of its own.
const alone = [
  'test/config/read-text',
  'test/kernel/**/*',
  'test/lint/find-none',
  'test/output/interrupted',
].map((path) => path + ending);

export default defineConfig({
  test: {
    globalSetup: ['test/setup/build.ts'],
    testTimeout: 30_000,
    // Many tests wait for processes that they have started.
    maxWorkers: 3,
    projects: [
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
