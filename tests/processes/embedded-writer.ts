// Opens an embedded database in a process of its own and writes until it is killed, telling what was acknowledged.
import sql from 'sql-template-tag';
import { DatabaseUnusable } from '../../server/platform/database/database.ts';
import { openEmbedded } from '../../server/platform/database/embedded/engine.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function write(folder: string): Promise<void> {
  const engine = await openEmbedded({ folder });
  const database = engine.schema('public');
  await database.transaction(async (tx) => {
    tx.write(sql`create table if not exists acknowledged (id int primary key, pair int)`);
  });
  const [row] = await database.read((tx) => tx.query<{ last: number }>(sql`select max(id) as last from acknowledged`));
  say('open');
  for (let id = (row!.last ?? 0) + 1; ; id += 2) {
    await database.transaction(async (tx) => {
      tx.write(sql`insert into acknowledged values (${id}, ${id + 1})`);
      tx.write(sql`insert into acknowledged values (${id + 1}, ${id})`);
    });
    say(String(id + 1));
  }
}

write(process.argv[2]!).catch((error: unknown) => {
  say(error instanceof DatabaseUnusable ? `refused ${error.reason}: ${error.message}` : String(error));
  process.exitCode = 3;
});
