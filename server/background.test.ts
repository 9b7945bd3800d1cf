// What a process does beside answering, as it is wired: signed heads leave by the log.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../tests/engines.ts';
import { makeOutbox, type Outbox, until } from '../tests/outbox-world.ts';
import { workBeside } from './background.ts';
import { verifyHead } from './platform/record/receipts.ts';
import { publicKeys } from './platform/record/signing-keys.ts';
import { readSettings } from './platform/settings/config.ts';

forEachEngine((engine) => {
  let outbox: Outbox;
  let stop: () => Promise<void>;
  const logged: Record<string, unknown>[] = [];
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
    await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations');
    const { world, wake } = outbox;
    const clock = { ...world.clock, agree: () => undefined, aheadMs: () => 0, setAheadMs: () => undefined };
    const telling = { faulted: () => undefined, log: (facts: Record<string, unknown>) => void logged.push(facts) };
    stop = workBeside(readSettings({ KONTOR_JOB_POLL_MS: '20' }), [{ world, wake, clock }], telling);
  });
  afterAll(() => stop());

  describe('A signed head', () => {
    it('leaves the house in the log, where others keep it', async () => {
      const [head] = await until(
        async () => logged,
        ({ length }) => length > 0,
      );
      const verdict = await verifyHead(String(head!.signed), await publicKeys(outbox.world));
      expect(verdict).toMatchObject({ ok: true, claims: { thread: head!.thread, index: 1 } });
    });
  });
});
