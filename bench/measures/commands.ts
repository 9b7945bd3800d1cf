// P3 and P4: a command through the door, beside a script that sends the very same statements in the same flights.
import type { Found } from '../report.ts';
import { type Child, startChild } from '../side/child.ts';
import type { Asked } from '../side/load.ts';
import { installationSecret } from '../side/product.ts';
import { inTurns, ratioOf, rounds, rowsOf, type Side, told } from '../side/rounds.ts';
import type { Command } from '../side/script.ts';
import type { Spread } from '../side/spread.ts';
import { customersOf, loaded, renamed, type Stage, stageFor } from '../side/stage.ts';
import { buyerOf, cartOf, operator, partnerId, partnerOf, programOf, relationshipOf } from '../town/rows.ts';
import { schema } from '../town/town.ts';

const connections = 32;
const secondsMax = 60;
const floor = 0.5;

/** A command as a request to the door and as something to record. */
type Doing = { asked: Asked; command: Command };
type Measured = {
  id: string;
  what: string;
  goal: number;
  perRound: number;
  /** Those of one round, never the same thing on both sides at once. */
  doings(stage: Stage, round: number, side: 0 | 1): Doing[];
};

const byPartner = ({ scene }: Stage, partner: number) => ({
  token: scene.tokens.get(partner)!,
  as: { program: programOf(partner), organization: partnerId(partner) },
});

const rename: Measured = {
  id: 'P3',
  what: 'a command about one thing: history, event, three chains, kept answer',
  goal: 0.75,
  perRound: 4_500,
  doings(stage, round, side) {
    const all = [...customersOf(stage.scene.town, this.perRound * 2)].filter((_, i) => (i >> 6) % 2 === side);
    return all.map(({ customer, partner }, i) => {
      const { token, as } = byPartner(stage, partner);
      const key = relationshipOf(customer);
      // Another name in each round: a command that changes nothing would record nothing.
      const body = { customerName: `Customer ${100_000_000 + i + round * this.perRound}` };
      const asked = { method: 'POST', path: `/api/v1/relationships/${key}/rename`, token } as const;
      return {
        asked: { ...asked, body: renamed, isKeyed: true },
        command: { operation: 'relationship.rename', key, body, ...as },
      };
    });
  },
};

const place: Measured = {
  id: 'P4',
  what: 'an order of two lines: cart, order, two subscriptions, charges, all recorded',
  goal: 0.7,
  perRound: 1_000,
  doings(stage, round, side) {
    const first = 1 + (round * 2 + side) * this.perRound;
    return Array.from({ length: this.perRound }, (_, i) => {
      const { plan } = stage.scene.town;
      const { token, as } = byPartner(stage, partnerOf(buyerOf(first + i, plan), plan));
      const key = cartOf(first + i);
      return {
        asked: { method: 'POST', path: `/api/v1/carts/${key}/place`, token, body: '{}', isKeyed: true },
        command: { operation: 'cart.place', key, body: {}, ...as },
      };
    });
  },
};

async function compared(stage: Stage, script: Child, measured: Measured): Promise<Found> {
  const { product } = stage.scene;
  let shape = { statements: 0, flights: 0 };
  const sides: Side[] = [
    {
      name: 'Kontor',
      pid: product.pid,
      run: (round) => {
        const requests = measured.doings(stage, round, 0).map(({ asked }) => asked);
        return loaded(stage.load, { port: product.port, connections, seconds: secondsMax, isOnceEach: true, requests });
      },
    },
    {
      name: 'script',
      pid: script.pid,
      prepare: async (round) => {
        const record = measured.doings(stage, round, 1).map(({ command }) => command);
        shape = await script.ask<typeof shape>({ record, connections: 8 });
      },
      run: () => script.ask<Spread>({ replay: true, connections }),
    },
  ];
  const turns = await inTurns({ sides, server: stage.server.url });
  const ratio = ratioOf(turns, 'Kontor', 'script');
  const { id, what, goal } = measured;
  return {
    ...{ id, what, floor: `${floor} ×`, goal: `${goal} ×`, figure: told(ratio, 'the script') },
    ...{ isAtFloor: ratio.median >= floor, isAtGoal: ratio.median >= goal },
    rows: rowsOf(turns),
    notes: [
      `The median of ${rounds} rounds counts; each side takes its turn in each.`,
      `${shape.statements} statements in ${shape.flights} flights, begin and commit apart.`,
      `${measured.perRound} commands a round over ${connections} connections, 20 callers, pool of 8 on both sides.`,
      'The script sends statements recorded from the door with their values: no HTTP, no caller, no rule, no hashing.',
    ],
  };
}

export async function measure(wanted: readonly string[]): Promise<Found[]> {
  const carts = wanted.includes('P4') ? place.perRound * (rounds + 1) * 2 : 0;
  const stage = await stageFor({ partners: 20, customers: 10_000, subscriptionsEach: 10, carts });
  const script = startChild('script');
  await script.ask({ start: { url: stage.scene.town.url, schema, operator, secret: installationSecret } });
  const found: Found[] = [];
  for (const one of [rename, place]) if (wanted.includes(one.id)) found.push(await compared(stage, script, one));
  await script.end();
  await stage.end();
  return found;
}
