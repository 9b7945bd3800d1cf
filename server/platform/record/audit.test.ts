// A log that somebody tampered with: each kind is found out, and the first place is named (R6).
import sql, { type Sql } from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { inSentences, verifyAll } from '../../../cli/local/audit.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import { growLog } from '../../../tests/grown-log.ts';
import { makeOutbox, type Outbox, organizations } from '../../../tests/outbox-world.ts';
import { chance, steadySeed } from '../../../tests/seeded.ts';
import type { Tx } from '../database/database.ts';
import { type Flaw, verifyChains } from './audit.ts';
import { erasePerson } from './erasing.ts';
import { headOf, signHeads } from './heads.ts';
import { type Head, pointsOf, signHead, verifyHead } from './receipts.ts';
import { publicKeys } from './signing-keys.ts';

const by = chance(steadySeed());
const count = 120;
const { saebyeok, haneul } = organizations;
const pair = [saebyeok, haneul].sort().join('|');

/** As one who owns the database would cover it up: every hash behind the change is reckoned anew. */
const rehash = (thread: string): Sql => sql`
  with recursive chain as (
    select l.chain, l.idx, sha256(int8send(1) || convert_to(e.body, 'UTF8')) as hash
      from chain_links l join events e on e.seq = l.event where l.chain = ${chainOf(thread)} and l.idx = 1
    union all
    select l.chain, l.idx, sha256(c.hash || int8send(l.idx) || convert_to(e.body, 'UTF8'))
      from chain c join chain_links l on l.chain = c.chain and l.idx = c.idx + 1 join events e on e.seq = l.event),
  saved as (update chain_links l set hash = c.hash from chain c where l.chain = c.chain and l.idx = c.idx)
  update chain_heads h set idx = c.idx, hash = c.hash
    from (select * from chain order by idx desc limit 1) c where h.chain = c.chain`;
/** The lane of a thread in which its business stands. */
const chainOf = (thread: string): Sql =>
  sql`(select chain from chain_heads where thread = ${thread} order by idx desc limit 1)`;
const threads = [saebyeok, haneul, pair];
const anyEvent = sql`(select event from chain_links where chain = ${chainOf(pair)} and idx = `;

const beside = (at: number): number => (at === 1 ? 2 : at - 1);

type Tampering = { flaws: Flaw[]; how(tx: Tx, at: number): void; needsHead?: true };
const tamperings: Record<string, Tampering> = {
  'a changed body': {
    flaws: ['body_changed'],
    how: (tx, at) =>
      tx.write(sql`update events set body = replace(body, 'placed', 'Placed') where seq = ${anyEvent}${at})`),
  },
  'a changed price': {
    flaws: ['part_changed'],
    how: (tx, at) =>
      tx.write(sql`update event_parts set parts = jsonb_set(parts, '{commercial,value}', '"{\\"after\\":{}}"')
        where event = ${anyEvent}${at})`),
  },
  'a part that nobody may erase, erased': {
    flaws: ['part_missing'],
    how: (tx, at) => tx.write(sql`update event_parts set parts = parts - 'cost' where event = ${anyEvent}${at})`),
  },
  'a part that was never there': {
    flaws: ['part_changed'],
    how: (tx, at) =>
      tx.write(
        sql`update event_parts set parts = parts || '{"secret":{"salt":"","value":"{}"}}'
          where event = ${anyEvent}${at})`,
      ),
  },
  'a column that readers filter by': {
    flaws: ['columns_disagree'],
    how: (tx, at) => tx.write(sql`update events set type = 'order.cancelled' where seq = ${anyEvent}${at})`),
  },
  'another time': {
    flaws: ['columns_disagree'],
    how: (tx, at) => tx.write(sql`update events set at = at - interval '40 days' where seq = ${anyEvent}${at})`),
  },
  'a removed link': {
    flaws: ['index_out_of_order'],
    how: (tx, at) =>
      tx.write(sql`delete from chain_links where chain = ${chainOf(pair)} and idx = ${Math.min(at, 50)}`),
  },
  'a removed event': {
    flaws: ['event_missing'],
    how: (tx, at) => tx.write(sql`delete from events where seq = ${anyEvent}${at})`),
  },
  'two links in each other’s place': {
    flaws: ['body_changed'],
    how: (tx, at) =>
      tx.write(sql`update chain_links l set event = o.event from chain_links o
        where l.chain = ${chainOf(pair)} and o.chain = l.chain and l.idx in (${beside(at)}, ${at})
        and o.idx = ${at + beside(at)} - l.idx`),
  },
  'a tail cut off together with its head': {
    flaws: ['links_missing'],
    how: (tx, at) => {
      tx.write(sql`delete from chain_links where chain = ${chainOf(pair)} and idx > ${Math.min(at, 50)}`);
      tx.write(rehash(pair));
    },
  },
  'a head moved back': {
    flaws: ['head_disagrees'],
    how: (tx, at) => tx.write(sql`update chain_heads set idx = ${Math.min(at, 50)} where chain = ${chainOf(pair)}`),
  },
  'a head removed': {
    flaws: ['head_disagrees'],
    how: (tx) => tx.write(sql`delete from chain_heads where thread = ${pair}`),
  },
  'an event put into a foreign log, all reckoned anew': {
    flaws: ['event_in_wrong_chain'],
    how: (tx) => {
      const foreign = [haneul, organizations.miru].sort().join('|');
      tx.write(sql`insert into chain_heads (thread, lane, idx, hash)
        select ${foreign}, lane, 1, '' from chain_heads where chain = ${chainOf(saebyeok)}`);
      tx.write(sql`insert into chain_links (chain, idx, event, hash)
        select ${chainOf(foreign)}, 1, event, '' from chain_links where chain = ${chainOf(saebyeok)} and idx = 1`);
      tx.write(rehash(foreign));
    },
  },
  'everything at the end removed and reckoned anew': {
    flaws: ['tail_cut'],
    needsHead: true,
    how: (tx, at) => {
      tx.write(sql`with cut as (select event from chain_links
          where chain = ${chainOf(pair)} and idx > ${Math.min(at, 50)}),
        gone as (delete from events where seq in (select event from cut))
        delete from chain_links where event in (select event from cut)`);
      // Other threads hold gaps now; whoever cuts well renumbers them.
      for (const thread of threads) {
        tx.write(sql`update chain_links l set idx = -r.n from (select idx, row_number() over (order by idx) as n
          from chain_links where chain = ${chainOf(thread)}) r where l.chain = ${chainOf(thread)} and l.idx = r.idx`);
        tx.write(sql`update chain_links set idx = -idx where chain = ${chainOf(thread)}`);
        tx.write(rehash(thread));
      }
    },
  },
  'a changed body, all reckoned anew': {
    flaws: ['rewritten_before_head'],
    needsHead: true,
    how: (tx, at) => {
      tx.write(sql`update events set body = replace(body, '"kind":"person"', '"kind":"system"')
        where seq = ${anyEvent}${at})`);
      for (const thread of threads) tx.write(rehash(thread));
    },
  },
};

const tables = ['events', 'event_parts', 'chain_links', 'chain_heads'];

forEachEngine((engine) => {
  let outbox: Outbox;
  let heads: Head[];
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
    await growLog(outbox.world, count);
    heads = await outbox.world.database.read(async (tx) => [(await headOf(tx, pair))!, (await headOf(tx, saebyeok))!]);
  });

  /** Tampers, verifies inside the same transaction's view by committing, and restores what was there. */
  const afterTampering = async ({ how }: Tampering, at: number, kept: Head[]) => {
    const { database } = outbox.world;
    await database.transaction(async (tx) => {
      for (const table of tables) {
        tx.write({ text: `create table kept_${table} as table ${table}`, values: [], script: true });
      }
      how(tx, at);
    });
    try {
      return await verifyChains(database, { points: kept.flatMap(pointsOf) });
    } finally {
      await database.transaction(async (tx) => {
        for (const table of tables) {
          const back = `insert into ${table} overriding system value select * from kept_${table}`;
          tx.write({ text: `truncate ${table}`, values: [], script: true });
          tx.write({ text: back, values: [], script: true });
          tx.write({ text: `drop table kept_${table}`, values: [], script: true });
        }
      });
    }
  };

  describe('A log that nobody touched', () => {
    it('verifies, every entry of every thread', async () => {
      const report = await verifyChains(outbox.world.database, { points: heads.flatMap(pointsOf) });
      expect(report).toMatchObject({ broken: null, entries: 3 * count, events: count, threads: 6, headsKept: 2 });
    });
    it('verifies while others write, and page by page', async () => {
      const [report] = await Promise.all([
        verifyChains(outbox.world.database, { pageRows: 7 }),
        outbox.call('saebyeok', 'POST /api/v1/partnership-invitations'),
      ]);
      expect(report.broken).toBeNull();
    });
    it('is said to be proved only with a head from outside', async () => {
      const { database } = outbox.world;
      const head = `--- a mail ---\n${await signHead(outbox.world, heads[0]!)}\n`;
      expect((await verifyAll({ database })).outcome).toBe('consistent');
      const proved = await verifyAll({ database, head });
      expect(proved.outcome).toBe('proved');
      expect(inSentences(proved, 'ko')[0]).toMatch(/온전/);
      const { keys } = await publicKeys(outbox.world);
      expect((await verifyAll({ database, head, keys: { keys } })).outcome).toBe('proved');
      expect((await verifyAll({ database, head, keys: { keys: [] } })).outcome).toBe('head_not_believed');
      expect((await verifyAll({ database, head: 'nothing' })).outcome).toBe('head_not_believed');
    });
  });

  describe('A log that somebody touched', () => {
    it.each(Object.keys(tamperings))('is found out: %s', async (name) => {
      const tampering = tamperings[name]!;
      for (const at of [1, 2 + by.below(50), 60]) {
        const { broken } = await afterTampering(tampering, at, tampering.needsHead ? heads : []);
        expect(tampering.flaws, `${name} at ${at}: ${JSON.stringify(broken)}`).toContain(broken?.flaw);
      }
      expect((await verifyChains(outbox.world.database)).broken).toBeNull();
    });
    it('by one who reckons all hashes anew, is consistent: only a head kept outside proves it', async () => {
      const { broken } = await afterTampering(tamperings['a changed body, all reckoned anew']!, 30, []);
      expect(broken).toBeNull();
    });
    it('loses a person and still verifies', async () => {
      expect(await erasePerson(outbox.world.database, { person: 'user_7' })).toBe(1);
      expect(await verifyChains(outbox.world.database, { points: heads.flatMap(pointsOf) })).toMatchObject({
        broken: null,
        erased: 1,
      });
    });
  });

  describe('Signed heads', () => {
    it('are written to the log on a schedule, each once', async () => {
      const logged: Record<string, unknown>[] = [];
      const attempt = {
        world: outbox.world,
        signal: new AbortController().signal,
        log: (facts: any) => logged.push(facts),
      };
      await signHeads.run(attempt as never);
      await signHeads.run(attempt as never);
      expect(logged.map(({ thread }) => thread).toSorted()).toEqual(Object.values(organizations).toSorted());
      const verdict = await verifyHead(String(logged[0]!.signed), await publicKeys(outbox.world));
      expect(verdict).toMatchObject({ ok: true, claims: { thread: logged[0]!.thread } });
    });
  });
});
