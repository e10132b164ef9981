import { defineConfig } from 'vitest/config';

/** In a real browser, against what `npm run build` made. One file after the other: two cores are soon busy. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
