// P6: a preview beside the command it previews, on the same things.
import type { Found } from '../report.ts';
import type { Asked } from '../side/load.ts';
import { inTurns, ratioOfBest, ratioOfMedians, rounds, rowsOf, type Side } from '../side/rounds.ts';
import { loaded, renameOf, stageFor } from '../side/stage.ts';

const plan = { partners: 20, customers: 10_000, subscriptionsEach: 10, carts: 0 };
const load = { connections: 32, seconds: 3 };

export async function measure(): Promise<Found[]> {
  const stage = await stageFor(plan);
  const { port, pid } = stage.scene.product;
  const commands = renameOf(stage.scene, 5_000);
  const previews = commands.map((asked): Asked => ({ ...asked, path: `${asked.path}?preview=true`, isKeyed: false }));
  const side = (name: string, requests: readonly Asked[]): Side => ({
    ...{ name, pid },
    run: () => loaded(stage.load, { ...load, port, requests }),
  });
  const sides = [side('preview', previews), side('command', commands)];
  const turns = await inTurns({ sides, server: stage.server.url });
  // The measure speaks of cost: how much longer a preview takes than its command.
  const cost = 1 / ratioOfBest(turns, 'preview', 'command');
  await stage.end();
  return [
    {
      ...{ id: 'P6', what: 'the preview of a command, beside the command', floor: '≤ 1.2 ×', goal: '≤ 1.0 ×' },
      figure: `${cost.toFixed(2)} × the command`,
      ...{ isAtFloor: cost <= 1.2, isAtGoal: cost <= 1 },
      rows: rowsOf(turns),
      notes: [
        `Of medians ${(1 / ratioOfMedians(turns, 'preview', 'command')).toFixed(2)} ×; the best of ${rounds} counts.`,
        `${load.connections} connections, ${load.seconds} s a turn.`,
      ],
    },
  ];
}
