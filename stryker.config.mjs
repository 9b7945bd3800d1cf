// Breaks the rules piece by piece and lists what no test of theirs notices: `npm run mutate`, one room by its name in
// KONTOR_TEST_ROOM.
import { env } from 'node:process';

const room = env.KONTOR_TEST_ROOM;
/** @param {string} folder */
const rulesIn = (folder) => [`${folder}/**/rules.ts`, `${folder}/**/rules/**/*.ts`];
const access = ['server/access/*.ts'];
const all = [...rulesIn('server/capabilities'), ...rulesIn('server/identity'), ...access];
const chosen = room === 'access' ? access : rulesIn(`server/{capabilities/,}${room}`);

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.rules.config.ts' },
  coverageAnalysis: 'perTest',
  mutate: [...(room ? chosen : all), '!**/*.test.ts'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false },
  ignorePatterns: ['.cache', 'bench/results', 'data', 'dist', 'docs', 'portal', 'test-results'],
  tempDirName: '.cache/mutation',
  concurrency: 2,
  timeoutMS: 60_000,
};
