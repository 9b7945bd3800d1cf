// `npm run crash [-- rounds]`: kills the server under load, again and again, and looks whether anything was lost.
import { type EngineName, rounds } from './crash/rounds.ts';
import { keep, say } from './report.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const roundsUsual = 200;
const [count = String(roundsUsual), only] = process.argv.slice(2);
const engines = (['postgresql', 'embedded'] as const).filter((name) => !only || name === only);
const each = Math.ceil(Number(count) / engines.length);
if (!(each > 0)) {
  say('Say how many rounds: npm run crash -- 200 [postgresql | embedded]');
  process.exit(64);
}

const rows = [];
for (const engine of engines as EngineName[]) rows.push(await rounds(engine, each));
const passed = rows.reduce((sum, row) => sum + row.passed, 0);
const all = rows.reduce((sum, row) => sum + row.rounds, 0);
keep({
  ...{ id: 'R1', what: 'kill -9 at random moments under load', floor: '200 of 200', goal: '1,000 of 1,000' },
  figure: `${passed} of ${all}`,
  ...{ isAtFloor: passed === all && all >= 200, isAtGoal: passed === all && all >= 1_000, rows },
  notes: [
    'Everything acknowledged is there, with its event, its history and its kept answer; nothing is half done; every ' +
      'chain verifies; a repeated key gives the first answer, and what was cut off can be asked for again.',
  ],
});
process.exit(passed === all ? 0 : 1);
