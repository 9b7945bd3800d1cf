// What a command is compared with: the very statements it sends, recorded from the door and sent again by a script.
import { worldwide } from '../../server/clouds/worldwide.ts';
import { type Database, type Statement, type Tx, Undo } from '../../server/platform/database/database.ts';
import { openPostgres } from '../../server/platform/database/postgres.ts';
import { hearRenames } from '../../server/platform/world/party-names.ts';
import type { World } from '../../server/platform/world/world.ts';
import { routes } from '../../server/rooms.ts';
import { makeWorld } from '../../server/world.ts';
import { spreadOf } from './spread.ts';

type Start = { url: string; schema: string; operator: string; secret: string };
export type Command = { operation: string; key: string; body: object; program: string; organization: string };
type Message =
  | { start: Start }
  | { record: readonly Command[]; connections: number }
  | { replay: true; connections: number };

/** A statement, and how many of those before it had been answered when it was sent: what makes a flight. */
type Sent = { statement: Statement; behind: number; isAwaited: boolean };
type Recording = { sent: Sent[]; answered: number };

let database: Database;
let world: World;
let current: readonly Recording[] = [];

function recording(tx: Tx, into: Recording): Tx {
  const noted = (statement: Statement, isAwaited: boolean) =>
    into.sent.push({ statement, behind: into.answered, isAwaited });
  return {
    query: async (statement) => {
      const place = noted(statement, true);
      const rows = await tx.query(statement);
      into.answered = Math.max(into.answered, place);
      return rows as never;
    },
    write: (statement) => {
      noted(statement, false);
      tx.write(statement);
    },
  };
}

/** Runs the command as the door does, keeps what it sends, and leaves no trace of it. */
async function recorded({ operation, key, body, program, organization }: Command): Promise<Recording> {
  const into: Recording = { sent: [], answered: 0 };
  const undone: Database = {
    ...{ engine: database.engine, read: (work, options) => database.read(work, options) },
    transaction: (work, options) =>
      database.transaction(async (tx) => {
        throw new Undo(await work(recording(tx, into)));
      }, options),
    stream: (statement, pageRows) => database.stream(statement, pageRows),
    listen: (channel, heard) => database.listen(channel, heard),
    close: async () => undefined,
  };
  const route = routes.find((one) => one.operation.name === operation)!;
  const answer = await route.answer({
    ...{ world: { ...world, database: undone }, path: { id: key }, query: {} as never, body: body as never },
    caller: { kind: 'program', id: program, organization, secondFactor: false },
    ...{ language: undefined, once: crypto.randomUUID(), preview: false, version: undefined, previewToken: undefined },
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.because));
  return into;
}

async function replay({ sent }: Recording): Promise<void> {
  await database.transaction(async (tx) => {
    const answers: Promise<unknown>[] = [];
    for (const { statement, behind, isAwaited } of sent) {
      if (behind > 0) await answers[behind - 1];
      if (isAwaited) answers.push(tx.query(statement));
      else {
        tx.write(statement);
        answers.push(Promise.resolve());
      }
    }
    await Promise.all(answers);
  });
}

async function eachOf<T>(all: readonly T[], connections: number, work: (one: T, i: number) => Promise<void>) {
  let next = 0;
  const one = async () => {
    for (let i = next++; i < all.length; i = next++) await work(all[i]!, i);
  };
  await Promise.all(Array.from({ length: connections }, one));
}

async function answer(message: Message): Promise<object> {
  if ('start' in message) {
    const { url, schema, operator, secret } = message.start;
    const engine = await openPostgres({ url, guarded: false });
    database = engine.schema(schema);
    const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };
    const clock = { business: () => new Date(), wall: () => new Date() };
    const origin = 'http://localhost:4800';
    world = makeWorld({ cloud: worldwide, database, clock, origin, secret, limits, operator: () => operator });
    await hearRenames(world); // As the product does: names that it knows are not asked for again.
    return {};
  }
  if ('record' in message) {
    const made: Recording[] = [];
    await eachOf(message.record, message.connections, async (command, i) => {
      made[i] = await recorded(command);
    });
    current = made;
    const [first] = made;
    return { statements: first!.sent.length, flights: new Set(first!.sent.map(({ behind }) => behind)).size };
  }
  const took: number[] = [];
  const startedAt = performance.now();
  await eachOf(current, message.connections, async (one) => {
    const sentAt = performance.now();
    await replay(one);
    took.push(performance.now() - sentAt);
  });
  return spreadOf(took, (performance.now() - startedAt) / 1000);
}

process.on('message', (message: Message) => {
  answer(message).then(
    (answered) => process.send!(answered),
    (error) => process.send!({ failed: String(error?.stack ?? error) }),
  );
});
