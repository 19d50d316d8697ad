import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // All cores: what the runner itself does beside the tests is little.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['src/jwt/**', 'src/diagnosis/**'],
      reporter: [['text', { skipFull: true }]],
    },
  },
});
