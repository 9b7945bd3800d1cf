// P6: a preview beside the command it previews, on the same things.
import type { Found } from '../report.ts';
import type { Asked } from '../side/load.ts';
import { inTurns, ratioOf, rounds, rowsOf, type Side, told } from '../side/rounds.ts';
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
  // The measure speaks of cost, how much longer a preview takes than its command: the least is the best.
  const ratio = ratioOf(turns, 'command', 'preview');
  const cost = { ...ratio, best: ratio.worst, worst: ratio.best };
  await stage.end();
  return [
    {
      ...{ id: 'P6', what: 'the preview of a command, beside the command', floor: '≤ 1.2 ×', goal: '≤ 1.0 ×' },
      figure: told(cost, 'the command'),
      ...{ isAtFloor: cost.median <= 1.2, isAtGoal: cost.median <= 1 },
      rows: rowsOf(turns),
      notes: [
        `The median of ${rounds} rounds counts; each side takes its turn in each.`,
        `${load.connections} connections, ${load.seconds} s a turn.`,
      ],
    },
  ];
}
