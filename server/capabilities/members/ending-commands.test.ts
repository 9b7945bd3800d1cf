// People are suspended, reinstated and erased through HTTP: at once, everywhere, and with a log that still verifies.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { type Browser, codeAt, enrol, enter, oaktrail, type Place, placeOn } from '../../../tests/identity.ts';
import { verifyChains } from '../../platform/record/audit.ts';
import { jobKinds } from '../../rooms.ts';

forEachEngine((engine) => {
  let place: Place;
  let admin: Browser;
  let secret: string;
  let count = 0;
  beforeAll(async () => {
    place = placeOn(await engine.fresh());
    await place.app.ready();
    const { name } = await place.someone();
    admin = place.here();
    await enter(admin, name);
    secret = (await enrol(admin, place.clock)).secret;
  });
  const own = 'a violet anchor of their own';
  /** Somebody new, who has chosen a password and registered a second factor. */
  const added = async () => {
    count += 1;
    const body = { name: `sujin${count}@miru.example`, displayName: `Sujin ${count}`, roles: ['user'] };
    const made = await admin.post('/api/v1/members', body);
    const their = place.here(`10.9.${count}.7`);
    await enter(their, body.name, made.body.revealed.temporaryPassword);
    await their.post('/api/v1/me/password', { current: made.body.revealed.temporaryPassword, password: own });
    const factor = await enrol(their, place.clock);
    expect(factor.confirmed.status).toBe(200);
    return {
      id: made.body.id as string,
      user: made.body.user as string,
      name: body.name,
      their,
      secret: factor.secret,
    };
  };
  const proveAgain = async () => {
    place.clock.add(60);
    expect((await admin.post('/api/v1/sign-in/second-factor', { code: codeAt(secret, place.clock.now) })).status).toBe(
      200,
    );
  };
  const command = (id: string, verb: string, body: object = {}) => admin.post(`/api/v1/members/${id}/${verb}`, body);
  const runErasure = async () => {
    const { world } = place;
    const jobs = await world.database.read((tx) =>
      tx.query<{ id: string; payload: Record<string, unknown> }>(sql`select id, payload from jobs
        where kind = 'person.erase' and payload ? 'sealed'`),
    );
    const kind = jobKinds.find((one) => one.kind === 'person.erase')!;
    for (const job of jobs) await kind.run({ ...job, world } as never);
    return jobs.length;
  };
  /** Everything that the database holds, as one text. */
  const everything = async () => {
    const tables = await place.world.database.read((tx) =>
      tx.query<{ name: string }>(sql`select table_name as name from information_schema.tables
        where table_schema = current_schema() and table_name not in ('idempotency_keys')`),
    );
    const texts = await Promise.all(
      tables.map(({ name }) =>
        place.world.database.read((tx) => tx.query({ text: `select t::text as row from "${name}" as t`, values: [] })),
      ),
    );
    return JSON.stringify(texts);
  };

  describe('Somebody who is suspended', () => {
    it('is out at once, and comes in again once it is lifted', async () => {
      const { id, name, their } = await added();
      expect((await their.get('/api/v1/sessions')).status).toBe(200);
      const suspended = await command(id, 'suspend', { reason: 'lost laptop' });
      expect(suspended.body).toMatchObject({ status: 'suspended', suspendedBy: 'organization' });
      expect((await their.get('/api/v1/sessions')).status).toBe(401);
      expect((await enter(place.here('10.8.1.7'), name, own)).body.code).toBe('user_suspended');
      expect((await command(id, 'reinstate')).body).toMatchObject({ status: 'active', roles: ['user'] });
      expect((await enter(place.here('10.8.1.7'), name, own)).status).toBe(200);
    });
    it('stays suspended when removed and added again', async () => {
      const { id, name } = await added();
      await command(id, 'suspend');
      expect((await command(id, 'remove')).status).toBe(200);
      const back = await admin.post('/api/v1/members', { name, displayName: 'Sujin', roles: ['user'] });
      expect(back.body).toMatchObject({ id, status: 'suspended' });
    });
    it('is not oneself, and not the last global admin', async () => {
      const me = (await admin.get('/api/v1/me')).body.me.id;
      const all = (await admin.get('/api/v1/members')).body.items;
      const own = all.find(({ user }: { user: string }) => user === me);
      const refused = await command(own.id, 'suspend');
      expect([refused.body.code, refused.body.also[0].code]).toEqual(['not_oneself', 'last_global_admin']);
    });
  });

  describe('Somebody who is erased', () => {
    it('is foretold with what goes and what stays, and needs a proof of the last minutes', async () => {
      const { id } = await added();
      place.clock.add(11 * 60);
      const url = `/api/v1/members/${id}/erase`;
      const foretold = await admin.post(`${url}?preview=true`);
      expect(foretold.body.would.access[0]).toContain('never signs in again');
      expect(foretold.body.would.unchanged).toHaveLength(3);
      const stale = await admin.post(url);
      expect([stale.status, stale.body.code]).toEqual([403, 'fresh_proof_required']);
      await proveAgain();
      const { token } = (await admin.post(`${url}?preview=true`)).body;
      const done = await admin.post(url, {}, { 'preview-token': token });
      expect(done.body).toMatchObject({ status: 'erased', name: '', displayName: '', roles: [] });
    });
    it('is named nowhere any more, neither in the past nor in the log, and the chains verify', async () => {
      const { id, user, name, their } = await added();
      await command(id, 'suspend', { reason: `${name} asked for it` });
      await command(id, 'reinstate');
      await proveAgain();
      expect(await everything()).toContain(name);
      expect((await command(id, 'erase')).status).toBe(200);
      expect((await their.get('/api/v1/sessions')).status).toBe(401);
      expect(await runErasure()).toBeGreaterThan(0);
      const left = await everything();
      expect(left).not.toContain(name);
      expect(left).toContain(user);
      expect(await runErasure()).toBe(0);
      const report = await verifyChains(place.world.database);
      expect(report.broken).toBeNull();
      expect(report.erased).toBeGreaterThan(3);
      const { items } = (await admin.get(`/api/v1/activity?subject=${id}`)).body;
      expect(items.map(({ type }: { type: string }) => type)).toContain('member.erased');
      expect((await enter(place.here('10.8.3.7'), name, own)).body.code).toBe('sign_in_refused');
    });
    it('may be added anew under the same name, as somebody else', async () => {
      const { id, user, name } = await added();
      await proveAgain();
      await command(id, 'erase');
      const anew = await admin.post('/api/v1/members', { name, displayName: 'Sujin', roles: ['user'] });
      expect(anew.status).toBe(201);
      expect(anew.body.user).not.toBe(user);
    });
    it('goes by the own wish, too, out of every organization at once', async () => {
      const { id, user, name, their } = await added();
      await place.world.database.transaction(async (tx) => {
        tx.write(sql`insert into organizations (id, version, status, name, country)
          values (${oaktrail}, 1, 'active', 'Oaktrail', 'KR') on conflict do nothing`);
        tx.write(sql`insert into members (id, version, status, organization_id, user_id, roles, is_guest, name)
          values (${`mem_${user}`}, 1, 'active', ${oaktrail}, ${user}, ${['networkAdmin']}, true, ${name})`);
      });
      const { status } = await their.post('/api/v1/me/erase', {}, { organization: oaktrail });
      expect(status).toBe(200);
      const rows = await place.world.database.read((tx) =>
        tx.query<{ status: string }>(sql`select status from members where user_id = ${user}`),
      );
      expect(rows.map((row) => row.status)).toEqual(['erased', 'erased']);
      expect((await admin.get(`/api/v1/members/${id}`)).body).toMatchObject({ status: 'erased', name: '' });
      await runErasure();
      expect(await everything()).not.toContain(name);
    });
  });
});
