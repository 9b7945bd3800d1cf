// A page of receipts costs the same however many there are on it.
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox } from '../../../tests/outbox-world.ts';

forEachEngine((engine) => {
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
    const made = await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations', { body: { reusable: true } });
    const url = `POST /api/v1/partnership-links/${made.body.link.split('/').at(-1)}/approve` as const;
    for (const by of ['miru', 'haneul']) await outbox.call(by, url, { body: { confirmsPartnership: true } });
  });

  describe('A page of receipts', () => {
    it('asks once for all names on it', async () => {
      const { world } = outbox;
      const { parties } = world;
      let asked = 0;
      world.parties = (tx, ids) => {
        asked += 1;
        return parties(tx, ids);
      };
      await new Promise((resolve) => setTimeout(resolve, 2_100)); // Until no name is remembered.
      const { body } = await outbox.call('saebyeok', 'GET /api/v1/receipts');
      world.parties = parties;
      expect([body.items.length, asked]).toEqual([2, 1]);
    });
  });
});
