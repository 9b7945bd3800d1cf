// Both engines keep the same promises: all or nothing, one failure told once, the same values.
import sql from 'sql-template-tag';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { codeOf, type Database, insertRows, notify, Undo } from './database.ts';

type Note = { id: number; text: string };
const notes = (database: Database) =>
  database.read((tx) => tx.query<Note>(sql`select id, text from notes order by id`));

forEachEngine((engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.fresh({ isMigrated: false });
    await database.transaction(async (tx) => {
      tx.write(sql`create table notes (id int primary key, text text not null, version int not null default 1)`);
    });
  });
  beforeEach(() => database.transaction(async (tx) => tx.write(sql`truncate notes`)));

  describe('A transaction', () => {
    it('keeps what was written, without anybody waiting for the writes', async () => {
      const answer = await database.transaction(async (tx) => {
        tx.write(sql`insert into notes values (1, 'one')`);
        tx.write(sql`insert into notes values (2, 'two')`);
        return 'done';
      });
      expect(answer).toBe('done');
      expect(await notes(database)).toEqual([
        { id: 1, text: 'one' },
        { id: 2, text: 'two' },
      ]);
    });

    it('sees its own writes', async () => {
      const seen = await database.transaction(async (tx) => {
        tx.write(sql`insert into notes values (1, 'one')`);
        return tx.query<Note>(sql`select text from notes where id = 1`);
      });
      expect(seen).toEqual([{ text: 'one' }]);
    });

    it('keeps nothing when the work fails', async () => {
      const work = database.transaction(async (tx) => {
        await tx.query(sql`insert into notes values (1, 'one')`);
        throw new Error('a mistake');
      });
      await expect(work).rejects.toThrow('a mistake');
      expect(await notes(database)).toEqual([]);
    });

    it('keeps nothing when a write fails that nobody waits for, and tells the first failure', async () => {
      const work = database.transaction(async (tx) => {
        tx.write(sql`insert into notes values (1, 'one')`);
        tx.write(sql`insert into notes values (1, 'again')`);
        tx.write(sql`insert into notes values (2, null)`);
        return 'never';
      });
      await expect(work).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey' });
      expect(await notes(database)).toEqual([]);
    });

    it('tells a later query of the write that failed before it', async () => {
      const seen: string[] = [];
      const work = database.transaction(async (tx) => {
        tx.write(sql`insert into notes values (1, null)`);
        await tx.query(sql`select 1`).catch((error: unknown) => seen.push(codeOf(error)));
      });
      await expect(work).rejects.toMatchObject({ code: '23502' });
      expect(seen).toEqual(['23502']);
    });

    it('fails even if its work swallows a failed query', async () => {
      const work = database.transaction(async (tx) => {
        await tx.query(sql`insert into notes values (1, 'one')`);
        await tx.query(sql`insert into notes values (1, 'again')`).catch(() => undefined);
        return 'never';
      });
      await expect(work).rejects.toMatchObject({ code: '23505' });
      expect(await notes(database)).toEqual([]);
    });

    it('leaves no unhandled rejection behind when several queries fail that nobody waits for', async () => {
      const work = database.transaction(async (tx) => {
        void tx.query(sql`select * from nowhere`);
        void tx.query(sql`select * from nowhere_else`);
      });
      await expect(work).rejects.toMatchObject({ code: '42P01' });
    });

    it('is undone with an answer', async () => {
      const answer = await database.transaction(async (tx) => {
        await tx.query(sql`insert into notes values (1, 'one')`);
        throw new Undo({ wouldBe: 'one' });
      });
      expect(answer).toEqual({ wouldBe: 'one' });
      expect(await notes(database)).toEqual([]);
    });

    it('does not answer an undoing when a write has failed', async () => {
      const work = database.transaction(async (tx) => {
        tx.write(sql`insert into notes values (1, null)`);
        throw new Undo('would be');
      });
      await expect(work).rejects.toMatchObject({ code: '23502' });
    });

    it('answers an undoing after a failed query that its work has dealt with', async () => {
      const answer = await database.transaction(async (tx) => {
        const isTaken = await tx.query(sql`insert into notes values (1, null)`).catch(codeOf);
        throw new Undo(isTaken);
      });
      expect(answer).toBe('23502');
    });

    it('refuses statements after its end', async () => {
      const kept = await database.transaction(async (tx) => tx);
      expect(() => kept.write(sql`select 1`)).toThrow('after the end');
    });

    it('may be read-only', async () => {
      const work = database.transaction((tx) => tx.query(sql`insert into notes values (1, 'one')`), { readOnly: true });
      await expect(work).rejects.toMatchObject({ code: '25006' });
    });

    it('may not ask for a second connection', async () => {
      for (const second of [
        () => database.transaction(async () => undefined),
        () => database.read(async () => undefined),
      ]) {
        await expect(database.transaction(second)).rejects.toThrow('second connection');
        await expect(database.read(second)).rejects.toThrow('second connection');
      }
    });
  });

  it('goes on after a value that cannot be sent', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const sent = (value: unknown) => database.transaction((tx) => tx.query(sql`select ${value}::jsonb as value`));
    for (let i = 0; i < 3; i++) {
      expect(await sent('[1]')).toEqual([{ value: [1] }]);
      await expect(sent(circular)).rejects.toThrow('circular');
    }
  });

  it('runs thirty transactions at once', async () => {
    await database.transaction(async (tx) => tx.write(sql`insert into notes values (1, '', 0)`));
    const count = async () =>
      database.transaction(async (tx) => {
        const [note] = await tx.query<{ version: number }>(sql`select version from notes where id = 1 for update`);
        tx.write(sql`update notes set version = ${note!.version + 1} where id = 1`);
        tx.write(sql`insert into notes values (${note!.version + 100}, 'seen')`);
      });
    await Promise.all(Array.from({ length: 30 }, count));
    const [note] = await database.read((tx) => tx.query(sql`select version from notes where id = 1`));
    expect(note).toEqual({ version: 30 });
    expect(await notes(database)).toHaveLength(31);
  });

  it('reads each statement on its own', async () => {
    const answers = await database.read(async (tx) => {
      const failed = tx.query(sql`select * from nowhere`).catch(codeOf);
      const found = tx.query(sql`select 1 as one`);
      return [await failed, await found];
    });
    expect(answers).toEqual(['42P01', [{ one: 1 }]]);
  });

  it('keeps schemas apart', async () => {
    const other = await engine.fresh({ isMigrated: false });
    await other.transaction(async (tx) => tx.write(sql`create table notes (id text primary key)`));
    await other.transaction(async (tx) => tx.write(sql`insert into notes values ('other')`));
    await database.transaction(async (tx) => tx.write(sql`insert into notes values (7, 'seven')`));
    for (let i = 0; i < 3; i++) {
      const [mine, theirs] = await Promise.all(
        [database, other].map((each) => each.read((tx) => tx.query(sql`select id from notes`))),
      );
      expect([mine, theirs]).toEqual([[{ id: 7 }], [{ id: 'other' }]]);
    }
  });

  it('inserts many rows in one statement', async () => {
    const rows = Array.from({ length: 1000 }, (_, id) => ({ id, text: `note ${id} "quoted", {braced}` }));
    await database.transaction(async (tx) => tx.write(insertRows('notes', { id: 'int', text: 'text' }, rows)));
    expect(await notes(database)).toEqual(rows);
  });

  it('streams a big result page by page while others write', async () => {
    await database.transaction(async (tx) => {
      tx.write(sql`insert into notes select i, 'note' from generate_series(1, 2500) i`);
    });
    const pages: number[] = [];
    for await (const page of database.stream<Note>(sql`select * from notes where id > ${0} order by id`, 1000)) {
      pages.push(page.length);
      await database.transaction(async (tx) =>
        tx.write(sql`insert into notes values (${9000 + pages.length}, 'late')`),
      );
    }
    expect(pages).toEqual([1000, 1000, 500]);
  });

  it('lets go of a stream that is left early', async () => {
    await database.transaction(async (tx) =>
      tx.write(sql`insert into notes select i, '' from generate_series(1, 50) i`),
    );
    for (let i = 0; i < 5; i++) for await (const _ of database.stream(sql`select * from notes`, 10)) break;
    const [open] = await database.read((tx) =>
      tx.query(sql`select count(*) as count from pg_cursors where name <> ''`),
    );
    expect(open).toEqual({ count: 0 });
  });

  it('hears what was committed and nothing else, in its own schema', async () => {
    const heard: string[] = [];
    const other = await engine.fresh({ isMigrated: false });
    const stop = await database.listen('work', (payload) => heard.push(payload));
    await database.transaction(async (tx) => {
      tx.write(notify('work', 'undone'));
      throw new Undo('');
    });
    await other.transaction(async (tx) => tx.write(notify('work', 'elsewhere')));
    await database.transaction(async (tx) => tx.write(notify('work', 'one')));
    await database.transaction(async (tx) => tx.write(notify('work', 'two')));
    await expect.poll(() => heard).toEqual(['one', 'two']);
    await stop();
    await database.transaction(async (tx) => tx.write(notify('work', 'three')));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual(['one', 'two']);
  });
});
