// Mails on their way out, to a real SMTP listener, on both engines: whole, in the right language, and not twice.
import { rmSync } from 'node:fs';
import sql from 'sql-template-tag';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { embeddedFolder, forEachEngine } from '../../../../tests/engines.ts';
import { listenForMail, type MailListener } from '../../../../tests/mail-listener.ts';
import { joinOutbox, makeOutbox, type Outbox, organizations, until } from '../../../../tests/outbox-world.ts';
import { freshDatabase } from '../../../../tests/postgres.ts';
import { startProcess } from '../../../../tests/processes/start.ts';
import type { Database, Engine } from '../../../platform/database/database.ts';
import { openEmbedded } from '../../../platform/database/embedded/engine.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { migrationsIn } from '../../../platform/database/migration-files.ts';
import { openPostgres } from '../../../platform/database/postgres.ts';
import { verifyHead } from '../../../platform/record/receipts.ts';
import { publicKeys } from '../../../platform/record/signing-keys.ts';
import { enqueue, mailJob } from '../../../platform/work/jobs.ts';
import type { Worker } from '../../../platform/work/worker.ts';
import type { Mail } from '../../../platform/world/world.ts';
import { readMailbox } from '../offers.ts';
import { mailing } from './delivery.ts';

const draft = (mail: Partial<Mail> = {}): Mail => ({
  to: 'gu@miru.example',
  key: 'partnerships.draft',
  values: { provider: 'Saebyeok <b>& Co', link: 'https://kontor.example/x?a=1&b=2' },
  organization: null,
  ...mail,
});
const post = (database: Database, mail: Mail) =>
  database.transaction(async (tx) => enqueue(tx, mailJob(mail, new Date())));
const open = (database: Database) => () =>
  database.read((tx) =>
    tx.query<{ id: string; attempts: number; status: string }>(sql`select id, attempts, status from jobs
      where finished_at is null`),
  );

let listener: MailListener;
beforeAll(async () => {
  listener = await listenForMail();
});
beforeEach(() => {
  listener.mails.length = 0;
});
afterAll(() => listener.close());

forEachEngine((engine) => {
  let outbox: Outbox;
  const workers: Worker[] = [];
  beforeEach(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
  });
  const start = (environment: Record<string, string> = { KONTOR_SMTP_URL: listener.url }) =>
    workers.push(outbox.work({ kinds: [mailing], environment }));
  const received = (count = 1) =>
    until(
      async () => listener.mails,
      (mails) => mails.length >= count,
    );

  describe('A mail', () => {
    it('is sent as text and as HTML, and what is filled in is no markup', async () => {
      start();
      await post(outbox.world.database, draft());
      const [mail] = await received();
      expect(mail!.to).toEqual(['gu@miru.example']);
      expect(mail!.headers.subject).toBe('Saebyeok <b>& Co would like to work with you');
      expect(mail!.headers['auto-submitted']).toBe('auto-generated');
      expect(mail!.text).toContain('\nhttps://kontor.example/x?a=1&b=2\n');
      const html = mail!.source.slice(mail!.source.search(/content-type: text\/html/i)).replaceAll('=\r\n', '');
      expect(html).toContain('Saebyeok &lt;b&gt;&amp; Co');
      expect(html).toContain('https://kontor.example/x?a=3D1&amp;b=3D2</a>');
    });
    it('speaks the language of its recipient', async () => {
      start();
      await post(
        outbox.world.database,
        draft({ language: 'ko', values: { provider: '새벽', link: 'https://x.example' } }),
      );
      const [mail] = await received();
      expect(mail!.headers.subject).toContain('새벽');
      expect(mail!.headers['content-language']).toBe('ko');
      expect(mail!.text).toMatch(/[가-힣]{2}/);
    });
    it('ends with the signed head of its organization’s log', async () => {
      await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations');
      start();
      await post(outbox.world.database, draft({ organization: organizations.saebyeok }));
      const [mail] = await received();
      const signed = mail!.text.trimEnd().split('\n').at(-1)!;
      const verdict = await verifyHead(signed, await publicKeys(outbox.world));
      expect(verdict).toMatchObject({ ok: true, claims: { thread: organizations.saebyeok, index: 1 } });
    });
    it('goes to one recipient, and no value makes a header', async () => {
      start();
      await post(outbox.world.database, draft({ values: { provider: 'A\r\nBcc: b@evil.example', link: '' } }));
      const [mail] = await received();
      expect([mail!.to, mail!.headers.bcc]).toEqual([['gu@miru.example'], undefined]);
      expect(mail!.headers.subject).toContain('A Bcc: b@evil.example');
    });
    it('is sent once when the server takes it', async () => {
      start();
      start();
      for (let i = 0; i < 10; i += 1) await post(outbox.world.database, draft({ to: `p${i}@miru.example` }));
      await received(10);
      await until(open(outbox.world.database), (rows) => rows.length === 0);
      expect(new Set(listener.mails.map(({ to }) => to[0])).size).toBe(10);
      expect(listener.mails).toHaveLength(10);
    });
    it('is tried again under the same id when the server cannot take it now', async () => {
      listener.refuseNext(451);
      await post(outbox.world.database, draft());
      const [job] = await open(outbox.world.database)();
      start();
      const [mail] = await received();
      expect(mail!.headers['message-id']).toBe(`<${job!.id}@localhost>`);
      expect(outbox.faults).toEqual([expect.stringContaining('not now')]);
    });
    it('waits for the operator at once when the server never will', async () => {
      listener.refuseNext(550);
      start();
      await post(outbox.world.database, draft());
      const letters = async () => (await outbox.call('meridian', 'GET /api/v1/dead-letters?kind=mail')).body.items;
      const [letter] = await until(letters, (items) => items.length === 1);
      expect(letter.error).toContain('not now');
      expect(JSON.stringify(letter)).not.toContain('gu@miru.example');
      await outbox.call('meridian', `POST /api/v1/dead-letters/${letter.id}/rerun`);
      const [mail] = await received();
      expect(mail!.headers['message-id']).toBe(`<${letter.job}@localhost>`);
    });
  });

  describe('Without a mail server', () => {
    it('a demo keeps its mails in the mailbox', async () => {
      start({});
      await post(outbox.world.database, draft({ language: 'zh-CN' }));
      const [mail] = await until(
        () => readMailbox(outbox.world),
        (mails) => mails.length === 1,
      );
      expect(mail).toMatchObject({ recipient: 'gu@miru.example', language: 'zh-CN', key: 'partnerships.draft' });
      expect(await readMailbox(outbox.world, { to: 'nobody@miru.example' })).toEqual([]);
      expect(listener.mails).toEqual([]);
    });
    it('production lets them wait, and the operator sees it', async () => {
      start({
        KONTOR_MODE: 'production',
        KONTOR_ORIGIN: 'https://kontor.example',
        KONTOR_TRUST_PROXY: '127.0.0.1',
      });
      await post(outbox.world.database, draft());
      const box = async () => (await outbox.call('meridian', 'GET /api/v1/mailbox')).body;
      await until(open(outbox.world.database), ([row]) => row?.status === 'waiting' && row.attempts === 0);
      // While a worker looks at it, it does not wait.
      expect(await until(box, ({ waiting }) => waiting === 1)).toMatchObject({ waiting: 1, lastError: null });
      expect(await readMailbox(outbox.world)).toEqual([]);
      expect((await outbox.call('miru', 'GET /api/v1/mailbox')).status).toBe(403);
    });
  });
});

type Place = { open(): Promise<Engine>; place: string; remove(): Promise<void> };
const places: Record<string, () => Promise<Place>> = {
  embedded: async () => {
    const folder = await embeddedFolder();
    const remove = async () => rmSync(folder, { recursive: true, force: true });
    return { open: () => openEmbedded({ folder }), place: folder, remove };
  },
  postgresql: async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    return { open: () => openPostgres({ url }), place: url, remove: drop };
  },
};

describe.each(['embedded', 'postgresql'])('A process killed on %s after the server took the mail', (kind) => {
  it('sends it once more under the same id, so that the copies are known for one', async () => {
    const { open: openIt, place, remove } = await places[kind]!();
    let engine = await openIt();
    await migrate({ database: engine.schema('killed'), schema: 'killed', migrations: migrationsIn('migrations') });
    await makeOutbox(engine.schema('killed'));
    await post(engine.schema('killed'), draft());
    await engine.close();
    const sender = startProcess('mail-sender', kind, place, 'killed', listener.url);
    await sender.line((line) => line === 'accepted');
    await sender.kill();
    expect(listener.mails).toHaveLength(1);

    engine = await openIt();
    const outbox = joinOutbox(engine.schema('killed'));
    // The lease of the one that was killed ends now, and not by waiting for it.
    await engine.schema('killed').transaction(async (tx) => tx.write(sql`update jobs set run_at = now()`));
    const worker = outbox.work({ kinds: [mailing], environment: { KONTOR_SMTP_URL: listener.url } });
    await until(open(engine.schema('killed')), (rows) => rows.length === 0);
    await worker.stop();
    const ids = listener.mails.map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    await engine.close();
    await remove();
  });
});
