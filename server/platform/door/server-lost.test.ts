// The server's backends are ended in the middle of commands: 503 or done, never half, and the same key answers right.
import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox } from '../../../tests/outbox-world.ts';
import { verifyChains } from '../record/audit.ts';

forEachEngine(
  (engine) => {
    let outbox: Outbox;
    let schema: string;
    beforeAll(async () => {
      const database = await engine.fresh();
      schema = database.schema;
      outbox = await makeOutbox(database);
    });
    const endAll = () =>
      engine
        .engine()
        .schema('bystander')
        .transaction((tx) =>
          tx.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = ${`kontor ${schema}`} and datname = current_database()`),
        );

    /** The heads of the chains are taken last: whoever waits for them has done the rest, and nothing is committed. */
    const hold = () => {
      let said = () => {};
      const isHeld = new Promise<void>((resolve) => {
        said = resolve;
      });
      const holding = outbox.world.database.transaction(async (tx) => {
        await tx.query(sql`lock table chain_heads in exclusive mode`);
        said();
        await tx.query(sql`select pg_sleep(600)`);
      });
      return { isHeld, isOver: holding.catch(() => undefined) };
    };
    const someoneWaits = () =>
      expect
        .poll(
          async () => {
            const found = await engine
              .engine()
              .schema('bystander')
              .read((tx) =>
                tx.query(sql`select pid from pg_stat_activity where application_name = ${`kontor ${schema}`}
                  and datname = current_database() and wait_event_type = 'Lock'`),
              );
            return found.length;
          },
          { timeout: 60_000 },
        )
        .toBeGreaterThan(0);

    describe('A connection that is lost in the middle', () => {
      it('leaves each command done once or not at all, and says 503 where it cannot tell', async () => {
        const keys = Array.from({ length: 120 }, () => randomUUID());
        const invite = (once: string) =>
          outbox.call('saebyeok', 'POST /api/v1/partnership-invitations', { headers: { 'idempotency-key': once } });
        // Connections that died in the pool may answer 503 once more each; a client asks again, with the same key.
        const insisted = async (once: string, left = 20): ReturnType<typeof invite> => {
          const answer = await invite(once);
          return answer.status === 503 && left > 0 ? insisted(once, left - 1) : answer;
        };
        const first: ReturnType<typeof invite>[] = [];
        for (const part of [0, 1, 2, 3]) {
          const held = hold();
          await held.isHeld;
          first.push(...keys.slice(part * 30, part * 30 + 30).map(invite));
          await someoneWaits();
          await endAll();
          await held.isOver;
        }
        const answers = await Promise.all(first);
        const statuses = new Set(answers.map(({ status }) => status));
        expect([...statuses].filter((status) => ![201, 503].includes(status))).toEqual([]);
        expect(statuses.has(503)).toBe(true);
        expect(answers.find(({ status }) => status === 503)!.headers['retry-after']).toBe('2');

        const again: { status: number; body: { id: string } }[] = [];
        for (const once of keys) again.push(await insisted(once));
        expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]));
        for (const [i, { status, body }] of answers.entries()) {
          if (status === 201) expect(again[i]!.body.id).toBe(body.id);
        }
        const { body } = await outbox.call('saebyeok', 'GET /api/v1/partnership-invitations?count=exact');
        expect(body.total).toBe(keys.length);
        const { broken, events } = await verifyChains(outbox.world.database);
        expect([broken, events]).toEqual([null, keys.length]);
      });
    });
  },
  ['postgresql'],
);
