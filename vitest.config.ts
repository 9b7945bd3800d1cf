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
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: 'node', include: rooms.map((room) => `${room}/**/*.test.ts`), isolate: false } },
      {
        extends: true,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
      },
    ],
  },
});
