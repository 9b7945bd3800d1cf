// U4: how long all tests take, as their own last lines say.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../run/ready.mjs';
import type { Found, Row } from '../report.ts';

export async function measure(): Promise<Found[]> {
  const child = spawn('npm', ['test'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (bytes) => {
    said += bytes;
  });
  await once(child, 'exit');
  const seconds = Number(/^Took (\d+) s\.$/m.exec(said)?.[1] ?? Number.NaN);
  const last = said.trimEnd().split('\n').at(-1) ?? '';
  const suites = [...said.matchAll(/^[✓✗] (.+?) {2,}(\d+ passed, \d+ failed) +([\d.]+) s of/gmu)];
  const rows: Row[] = suites.map(([, name, tally, took]) => ({ suite: name, tally, s: Number(took) }));
  const isGreen = / 0 failed$/.test(last);
  return [
    {
      ...{ id: 'U4', what: 'all tests, packages installed', floor: '10 min', goal: '8 min' },
      figure: `${seconds} s, ${last}`,
      ...{ isAtFloor: isGreen && seconds <= 600, isAtGoal: isGreen && seconds <= 480, rows },
      notes: ['One run of `npm test`.'],
    },
  ];
}
