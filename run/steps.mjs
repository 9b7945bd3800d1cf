// The steps of `npm test`, each with the time it should take on two cores.

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {number} budgetSeconds
 * @property {readonly string[]} script a file for Node.js and its arguments; passing counts as one test
 * @typedef {object} Suite
 * @property {string} name
 * @property {number} budgetSeconds
 * @property {'node' | 'browser'} project of vitest.config.ts
 */

const modules = 'node_modules';

/** Two lanes for two cores; within a lane one after the other. @type {readonly (readonly Step[])[]} */
export const lanes = [
  [{ name: 'types', budgetSeconds: 30, script: [`${modules}/typescript/bin/tsc`, '-p', '.'] }],
  [
    {
      name: 'lint and format',
      budgetSeconds: 5,
      script: [`${modules}/@biomejs/biome/bin/biome`, 'ci', '--error-on-warnings', '.'],
    },
    { name: 'build', budgetSeconds: 15, script: ['run/build.mjs'] },
    { name: 'dead code', budgetSeconds: 15, script: [`${modules}/knip/bin/knip.js`, '--no-progress'] },
  ],
];

/** @type {readonly Suite[]} */
export const suites = [
  { name: 'rules, stores, routes, house, stories', budgetSeconds: 400, project: 'node' },
  { name: 'browser', budgetSeconds: 400, project: 'browser' },
];
