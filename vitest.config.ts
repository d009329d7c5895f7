import { configDefaults, defineConfig } from 'vitest/config';

const long = 'test/**/*.long.test.ts';

// `npm test` is done in a minute; `npm run test:long` runs what takes longer.
export default defineConfig({
  test: {
    ...(process.env['LONG']
      ? { include: [long] }
      : { include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, long] }),
    globalSetup: ['test/setup/build.ts'],
    testTimeout: 30_000,
    // Many tests wait for processes that they have started.
    maxWorkers: 3,
  },
});
