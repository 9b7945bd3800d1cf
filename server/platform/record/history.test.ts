// What was true when: one version at each instant, and of people only what still is somebody's business.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox, organizations } from '../../../tests/outbox-world.ts';

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
          from partnership_invitations_history where id = ${id} order by version`),
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

  describe('Whoever has nothing to do with a thing any more', () => {
    it('sees it as it was, but not the people in it', async () => {
      outbox.turn(new Date('2026-03-03T09:00:00Z'));
      const { id } = (await outbox.call('saebyeok', `POST ${list}`)).body;
      outbox.turn(new Date('2026-03-03T10:00:00Z'));
      const asOf = '?asOf=2026-03-03T09:30:00.000Z';
      const first = await get(`${list}/${id}${asOf}`);
      expect([first.status, first.createdBy]).toEqual(['open', 'saebyeok']);
      await outbox.world.database.transaction(async (tx) =>
        tx.write(sql`update partnership_invitations set provider_id = ${organizations.haneul} where id = ${id}`),
      );
      const then = await get(`${list}/${id}${asOf}`);
      expect([then.status, then.createdBy, then.provider.name]).toEqual(['open', undefined, 'saebyeok']);
      const listed = (await get(`${list}${asOf}`)).items.find((one: { id: string }) => one.id === id);
      expect([listed.status, listed.createdBy]).toEqual(['open', undefined]);
      expect((await outbox.call('saebyeok', `GET ${list}/${id}`)).status).toBe(404);
    });
  });
});
