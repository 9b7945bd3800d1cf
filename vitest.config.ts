// The two suites: `node` runs without a browser, `browser` drives the portal in a real Chromium.
import { defineConfig } from 'vitest/config';

const rooms = [
  'server',
  'contract',
  'cli',
  'messages',
  'portal',
  'bench',
  'tests/house',
  'tests/stories',
  'tests/clients',
];

export default defineConfig({
  test: {
    globalSetup: ['tests/setup.ts'],
    setupFiles: ['tests/steady.ts'],
    // A busy machine makes tests slow, and nothing else.
    expect: { poll: { timeout: 120_000 } },
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 900_000,
    projects: [
      { extends: true, test: { name: 'node', include: rooms.map((room) => `${room}/**/*.test.ts`), isolate: false } },
      {
        extends: true,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'] },
      },
    ],
  },
});
