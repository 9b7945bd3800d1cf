// What is due is done, whatever becomes of the thing beside it.
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox } from '../../../tests/outbox-world.ts';
import { expiring } from '../../capabilities/partnerships/invitation/commands.ts';
import { alone } from './perform.ts';
import { runDue, type Schedule } from './schedule.ts';

forEachEngine((engine) => {
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });

  describe('What is due', () => {
    it('is done even beside a thing that fails each time, and the failure is told', async () => {
      const invite = async () => (await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations')).body.id;
      const [broken, sound] = [await invite(), await invite()];
      const act = alone(expiring);
      const schedule: Schedule = {
        operation: 'partnershipInvitation.expire',
        act: {
          ...act,
          plan: (planning, key, command) => {
            if (key === broken) throw new Error('a fault of ours');
            return act.plan(planning, key, command as never);
          },
        },
        due: async () => [{ id: broken }, { id: sound }],
        next: async () => [],
      };
      outbox.turn(new Date('2027-03-01T09:00:00Z'));
      await expect(runDue(outbox.world, [schedule])).rejects.toThrow('1 due things failed');
      const { body } = await outbox.call('saebyeok', `GET /api/v1/partnership-invitations/${sound}`);
      expect(body.status).toBe('expired');
    });
  });
});
