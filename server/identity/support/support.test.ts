// The operator's support sees what an organization sees: with a reason, read only, and in its log (ROL-014).
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { type Browser, codeAt, enrol, enter, miru, type Place, placeOn } from '../../../tests/identity.ts';
import { runDue } from '../../platform/door/schedule.ts';
import { schedules } from '../../rooms.ts';

const operator = `org_${'9'.repeat(32)}`;

forEachEngine((engine) => {
  let place: Place;
  let support: Browser;
  let supporter: { name: string; id: string };
  let admin: Browser;
  const arrive = async (organization: string, roles: string[]) => {
    const someone = await place.someone({ organizations: [organization] });
    await place.world.database.transaction(async (tx) =>
      tx.write(sql`update members set roles = ${roles} where user_id = ${someone.id}`),
    );
    const browser = place.here();
    await enter(browser, someone.name);
    const { secret } = await enrol(browser, place.clock);
    return { someone, browser, secret };
  };
  let secret: string;
  beforeAll(async () => {
    place = placeOn(await engine.fresh(), { operator });
    await place.app.ready();
    admin = (await arrive(miru, ['globalAdmin'])).browser;
    const arrived = await arrive(operator, ['operatorSupport']);
    support = arrived.browser;
    supporter = arrived.someone;
    secret = arrived.secret;
  });
  const reason = 'Ticket 4711: the list of partners is empty';
  const begin = (body: object = {}) => support.post('/api/v1/support-views', { organization: miru, reason, ...body });
  const looks = async () => {
    const { items } = (await admin.get('/api/v1/activity?type=operator.looked&limit=200')).body;
    return items as { actor: string; after: { view: string; subject: string } }[];
  };

  describe('A view of support (ROL-014)', () => {
    let id: string;
    it('begins with a reason, and the organization reads by whom and why', async () => {
      expect((await begin({ reason: 'short' })).status).toBe(400);
      const begun = await begin();
      expect([begun.status, begun.body.status, begun.body.organization.id]).toEqual([201, 'open', miru]);
      id = begun.body.id;
      const { items } = (await admin.get('/api/v1/support-views')).body;
      expect(items).toMatchObject([{ id, reason, person: supporter.id }]);
      const told = (await admin.get('/api/v1/activity?type=supportView.begun')).body.items;
      expect(told).toMatchObject([{ actor: supporter.id, after: { reason } }]);
    });
    it('needs a proof of the last minutes', async () => {
      place.clock.add(11 * 60);
      expect((await begin()).body.code).toBe('fresh_proof_required');
      await support.post('/api/v1/sign-in/second-factor', { code: codeAt(secret, place.clock.now) });
    });
    it('is not for an unknown organization, nor for the own one', async () => {
      expect((await begin({ organization: `org_${'7'.repeat(32)}` })).body.code).toBe('organization_unknown');
      expect((await begin({ organization: operator })).body.code).toBe('support_view_of_own');
    });
    it('shows what the organization sees, and each look stands in its log, the same one once an hour', async () => {
      const before = (await looks()).length;
      const seen = await support.get('/api/v1/api-clients', { 'support-view': id });
      expect(seen.status).toBe(200);
      await support.get('/api/v1/api-clients', { 'support-view': id });
      await support.get('/api/v1/activity', { 'support-view': id });
      const after = await looks();
      expect(after.length).toBe(before + 2);
      expect(after.map((one) => one.after.view)).toEqual(expect.arrayContaining(['apiClient.list', 'activity.list']));
      expect(after.every(({ actor }) => actor === supporter.id)).toBe(true);
    });
    it('changes nothing', async () => {
      const tried = await support.post('/api/v1/api-clients', { name: 'x', roles: ['user'] }, { 'support-view': id });
      expect([tried.status, tried.body.code]).toEqual([403, 'support_view_reads_only']);
      const own = await support.get('/api/v1/sessions', { 'support-view': id });
      expect(own.body.code).toBe('support_view_reads_only');
    });
    it('is worth nothing for anybody else, nor without the role', async () => {
      expect((await admin.get('/api/v1/api-clients', { 'support-view': id })).body.code).toBe('support_view_over');
      const give = (roles: string[]) =>
        place.world.database.transaction(async (tx) =>
          tx.write(sql`update members set roles = ${roles} where user_id = ${supporter.id}`),
        );
      await give(['operatorBilling']);
      expect((await support.get('/api/v1/api-clients', { 'support-view': id })).status).toBe(403);
      await give(['operatorSupport']);
    });
    it('ends when the organization says so', async () => {
      expect((await admin.post(`/api/v1/support-views/${id}/end`)).body.status).toBe('ended');
      expect((await support.get('/api/v1/api-clients', { 'support-view': id })).body.code).toBe('support_view_over');
    });
    it('ends by itself after an hour', async () => {
      const begun = await begin();
      place.clock.add(60 * 60);
      const late = await support.get('/api/v1/api-clients', { 'support-view': begun.body.id });
      expect(late.body.code).toBe('support_view_over');
      await runDue(place.world, schedules);
      expect((await admin.get(`/api/v1/support-views/${begun.body.id}`)).body.status).toBe('ended');
    });
  });

  describe('What is read of others (AUD-002, ROL-014)', () => {
    it('by the operator in its own name is in the log of the organization, once an hour', async () => {
      const before = (await looks()).length;
      const read = async () => (await support.get('/api/v1/members')).body.items.length;
      expect(await read()).toBeGreaterThan(0);
      await read();
      const [newest, ...rest] = await looks();
      expect(rest.length).toBe(before);
      expect(newest).toMatchObject({ actor: supporter.id, after: { view: 'member.see', subject: 'list' } });
      place.clock.add(61 * 60);
      await read();
      expect((await looks()).length).toBe(before + 2);
    });
    it('one thing at a time, too, with what it was', async () => {
      const [member] = (await admin.get('/api/v1/members')).body.items;
      await support.get(`/api/v1/members/${member.id}`);
      expect((await looks())[0]).toMatchObject({ after: { view: 'member.see', subject: member.id } });
    });
    it('while the people of the organization themselves leave no such trace', async () => {
      const before = (await looks()).length;
      await admin.get('/api/v1/members');
      expect((await looks()).length).toBe(before);
    });
    it('and a list that leaves as a file is in the log of whoever took it (AUD-002)', async () => {
      const csv = await admin.get('/api/v1/members?status=active', { accept: 'text/csv' });
      expect(csv.status).toBe(200);
      const { items } = (await admin.get('/api/v1/activity?type=list.exported')).body;
      expect(items[0].after).toMatchObject({ operation: 'member.list', format: 'csv' });
      expect(JSON.parse(items[0].after.filters)).toEqual({ status: 'active' });
    });
  });
});
