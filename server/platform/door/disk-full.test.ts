// A full disk, on both engines: the command is refused and leaves nothing behind, reads go on, and space mends it.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox } from '../../../tests/outbox-world.ts';
import { exitCodes, explained } from '../../trouble.ts';
import { verifyChains } from '../record/audit.ts';

const filling = [
  `create function filled() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`,
  'create trigger filled before insert on events for each row execute function filled()',
];

forEachEngine((engine) => {
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });
  const run = (...texts: string[]) =>
    outbox.world.database.transaction(async (tx) => {
      for (const text of texts) tx.write({ text, values: [], script: true });
    });

  describe('On a full disk', () => {
    it('a command is refused whole, reads go on, and the same key does it once there is space', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const invite = () => outbox.call('saebyeok', 'POST /api/v1/partnership-invitations', { headers });
      const list = async () => (await outbox.call('saebyeok', 'GET /api/v1/partnership-invitations')).body.items;
      await run(...filling);
      const refused = await invite();
      expect([refused.status, refused.body.code, await list()]).toEqual([503, 'disk_full', []]);
      await run('drop trigger filled on events');
      const done = await invite();
      expect([done.status, (await list()).length]).toEqual([201, 1]);
      expect((await verifyChains(outbox.world.database)).broken).toBeNull();
    });
  });
});

describe('A process that cannot start for want of space', () => {
  it.each(['ENOSPC', 'EDQUOT', '53100'])('says so on %s', (code) => {
    const { says, code: exit } = explained(Object.assign(new Error('it went wrong'), { code }));
    expect([exit, says.includes('disk is full'), says.includes('    at ')]).toEqual([exitCodes.diskFull, true, false]);
  });
});
