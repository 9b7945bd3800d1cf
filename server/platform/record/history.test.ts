// What was true when: one version at each instant, and of people only what still is somebody's business.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox, organizations } from '../../../tests/outbox-world.ts';
import { things } from '../../rooms.ts';
import { saving } from './history.ts';

const list = '/api/v1/partnership-invitations';

forEachEngine((engine) => {
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });
  const get = async (path: string) => (await outbox.call('saebyeok', `GET ${path}`)).body;

  describe('A version that is saved by a process whose clock is behind', () => {
    it('begins where the one before it began, so that no instant has two', async () => {
      const at = (seconds: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + seconds * 1000);
      outbox.turn(at(10));
      const { id } = (await outbox.call('saebyeok', `POST ${list}`)).body;
      outbox.turn(at(5));
      expect((await outbox.call('saebyeok', `POST ${list}/${id}/revoke`)).status).toBe(200);
      outbox.turn(at(60));
      const rows = await outbox.world.database.read((tx) =>
        tx.query<{
          version: number;
          from: Date;
          to: Date | null;
        }>(sql`select version, valid_from as from, valid_to as to
          from partnership_invitations_versions where id = ${id} order by version`),
      );
      expect(rows).toEqual([
        { version: 1, from: at(10), to: at(10) },
        { version: 2, from: at(10), to: null },
      ]);
      expect((await get(`${list}/${id}?asOf=${at(11).toISOString()}`)).status).toBe('revoked');
      const found = await get(`${list}?asOf=${at(7).toISOString()}&limit=500`);
      expect(found.items.filter((one: { id: string }) => one.id === id)).toEqual([]);
    });
  });

  describe('A twin', () => {
    it('holds what was true before, and the row since when it is true', async () => {
      outbox.turn(new Date('2026-03-04T09:00:00Z'));
      const { id } = (await outbox.call('saebyeok', `POST ${list}`)).body;
      const twin = () =>
        outbox.world.database.read((tx) =>
          tx.query<{ version: number; status: string }>(
            sql`select version, status from partnership_invitations_history where id = ${id}`,
          ),
        );
      expect(await twin()).toEqual([]);
      expect((await outbox.call('saebyeok', `POST ${list}/${id}/revoke`)).status).toBe(200);
      expect(await twin()).toEqual([{ version: 1, status: 'open' }]);
    });
    it('fails where the row is not at the version before, and keeps nothing', async () => {
      const row = { id: 'par_nobody', version: 2, status: 'revoked' };
      const saved = outbox.world.database.transaction(async (tx) =>
        tx.write(saving('partnership_invitations', { row, at: new Date() })),
      );
      await expect(saved).rejects.toThrow(/null value/);
    });
    it('has the columns of its table, as its view has', async () => {
      const rows = await outbox.world.database.read((tx) =>
        tx.query<{ table: string; columns: string }>(sql`select table_name as table,
            string_agg(column_name, ' ' order by column_name) as columns from information_schema.columns
          where table_schema = current_schema() and column_name <> 'valid_to' group by table_name`),
      );
      const columns = new Map(rows.map(({ table, columns }) => [table, columns]));
      for (const { table } of things) {
        expect(columns.get(`${table}_history`), table).toBe(columns.get(table));
        expect(columns.get(`${table}_versions`), table).toBe(columns.get(table));
      }
    });
  });

  describe('Whoever has nothing to do with a thing any more', () => {
    it('sees it as it was, but not the people in it', async () => {
      outbox.turn(new Date('2026-03-03T09:00:00Z'));
      const { id } = (await outbox.call('saebyeok', `POST ${list}`)).body;
      outbox.turn(new Date('2026-03-03T10:00:00Z'));
      const asOf = '?asOf=2026-03-03T09:30:00.000Z';
      const first = await get(`${list}/${id}${asOf}`);
      expect([first.status, first.createdBy]).toEqual(['open', 'saebyeok']);
      const now = new Date('2026-03-03T10:00:00Z');
      await outbox.world.database.transaction(async (tx) => {
        tx.write(sql`insert into partnership_invitations_history
          select t.*, ${now}::timestamptz from partnership_invitations as t where id = ${id}`);
        tx.write(sql`update partnership_invitations
          set provider_id = ${organizations.haneul}, version = 2, valid_from = ${now} where id = ${id}`);
      });
      const then = await get(`${list}/${id}${asOf}`);
      expect([then.status, then.createdBy, then.provider.name]).toEqual(['open', undefined, 'saebyeok']);
      const listed = (await get(`${list}${asOf}`)).items.find((one: { id: string }) => one.id === id);
      expect([listed.status, listed.createdBy]).toEqual(['open', undefined]);
      expect((await outbox.call('saebyeok', `GET ${list}/${id}`)).status).toBe(404);
    });
  });
});
