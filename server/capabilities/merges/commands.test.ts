// Merging accounts through HTTP on both engines: invited, answered, confirmed, what stays as it was, and races.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { codesOf, type Office, openOffice } from '../../../tests/calls.ts';
import { address, cast, contact } from '../../../tests/cast.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import { runDue } from '../../platform/door/schedule.ts';
import { schedules } from '../../rooms.ts';
import { affiliatesOf } from '../organizations/offers.ts';

/** The account admins, by company; the number is that of its global account. */
const admins = { sora: ['miru', 1], ohan: ['oaktrail', 3], leon: ['lumenfold', 5], bian: ['brightmoor', 7] } as const;
type Admin = keyof typeof admins;
const idOf = (by: Admin, beneath = 0) => String(4_000_000 + admins[by][1] + beneath);
const more = Object.fromEntries(
  Object.entries(admins).map(([name, [company]]) => [name, [company, 'accountAdmin'] as const]),
);

forEachEngine((engine) => {
  let office: Office;
  const begin = async () => {
    office = await openOffice(await engine.fresh(), { miru: 'reseller', oaktrail: 'reseller' }, { more });
    await office.database.transaction(async (tx) => {
      tx.write(sql`update organizations set address = ${JSON.stringify(address)}::jsonb,
        contact = ${JSON.stringify(contact)}::jsonb where kind = 'company'`);
    });
    for (const by of Object.keys(admins)) expect((await office.call(by, 'global-account', {})).status).toBe(201);
  };
  beforeAll(begin);
  const invite = (by: string, whom: Admin) => office.call(by, 'account-merges', { globalId: idOf(whom) });
  const at = (id: string, verb: string) => `account-merges/${id}/${verb}`;
  const accept = (by: string, id: string) => office.call(by, at(id, 'accept'), { confirmsMerge: true });
  const decline = (by: string, id: string, body: object = { reason: 'We stay on our own.' }) =>
    office.call(by, at(id, 'decline'), body);
  const withdraw = (by: string, id: string) => office.call(by, at(id, 'withdraw'), {});
  const confirm = (by: string, id: string, confirmsForGood = true) =>
    office.call(by, at(id, 'confirm'), { confirmsForGood });
  const invited = async (by: Admin, whom: Admin) => {
    const { status, body } = await invite(by, whom);
    expect([status, body.code]).toEqual([201, undefined]);
    return body.id as string;
  };
  const placesFor = async (by: string) =>
    (await office.call(by, 'locations?limit=200')).body.items.map((one: any) => [
      ...[one.partnerId, one.kind, one.organization.name, one.headquarters.name],
    ]);
  const [miru, oaktrail, lumenfold] = [cast.miru.name, cast.oaktrail.name, cast.lumenfold.name];

  describe('An invitation to merge accounts (ACT-020)', () => {
    it('is the account admin’s alone (matrix row 5)', async () => {
      for (const by of ['miru', 'jiwoo', 'operator'])
        expect(codesOf(await invite(by, 'ohan'))).toEqual(['not_permitted']);
      expect((await office.call(undefined, 'account-merges', { globalId: idOf('ohan') })).status).toBe(401);
    });
    it('names the other by its global id, not by a location, oneself, or an id of nobody here', async () => {
      const by = (globalId: string) => office.call('sora', 'account-merges', { globalId });
      expect(codesOf(await by(idOf('ohan', 1)))).toEqual(['location_id_not_allowed']);
      expect(codesOf(await by(idOf('sora')))).toEqual(['merge_with_oneself']);
      expect(codesOf(await by('9999999'))).toEqual(['global_id_unknown']);
      expect(codesOf(await by('org_miru'))).toEqual(['invalid_request']);
      expect(codesOf(await office.call('saebyeok', 'account-merges', { globalId: idOf('ohan') }))).toEqual([
        'not_permitted',
      ]);
    });
    it('is seen by both sides and the operator, and by nobody else', async () => {
      const id = await invited('sora', 'ohan');
      for (const by of ['sora', 'miru', 'ohan', 'oaktrail', 'operator']) {
        expect((await office.call(by, `account-merges/${id}`)).body.status).toBe('invited');
      }
      expect((await office.call('leon', `account-merges/${id}`)).status).toBe(404);
      expect((await office.call('jiwoo', `account-merges/${id}`)).status).toBe(403);
      const waits = async (by: string) => (await office.call(by, 'account-merges?waitsFor=you')).body.items.length;
      expect([await waits('ohan'), await waits('sora'), await waits('leon')]).toEqual([1, 0, 0]);
      expect(codesOf(await invite('sora', 'ohan'))).toEqual(['merge_already_open']);
      expect(codesOf(await invite('ohan', 'sora'))).toEqual(['merge_already_open']);
      expect((await withdraw('sora', id)).body.status).toBe('withdrawn');
    });
    it('is answered by the invitee only, and declined with a reason', async () => {
      const id = await invited('sora', 'ohan');
      for (const by of ['sora', 'oaktrail']) expect(codesOf(await accept(by, id))).toEqual(['not_permitted']);
      expect(codesOf(await decline('ohan', id, {}))).toEqual(['invalid_request']);
      expect(codesOf(await decline('ohan', id, { reason: '  ' }))).toEqual(['merge_reason_missing']);
      const { body } = await decline('ohan', id);
      expect([body.status, body.reason]).toEqual(['declined', 'We stay on our own.']);
      expect((await office.call('sora', `account-merges/${id}`)).body.reason).toBe('We stay on our own.');
    });
    it('is not confirmed before it was accepted, nor by the invitee', async () => {
      const id = await invited('sora', 'ohan');
      expect(codesOf(await confirm('sora', id))).toEqual(['wrong_status']);
      expect((await accept('ohan', id)).body.status).toBe('accepted');
      expect(codesOf(await confirm('ohan', id))).toEqual(['not_permitted']);
      expect((await decline('ohan', id)).body.status).toBe('declined');
    });
    it('is not made or accepted while one’s own account is suspended (ACT-040)', async () => {
      const set = (status: string) =>
        office.database.transaction(async (tx) => {
          tx.write(sql`update enrolments set status = ${status} where organization_id = ${cast.oaktrail.id}`);
        });
      const id = await invited('sora', 'ohan');
      await set('suspended');
      expect(codesOf(await invite('ohan', 'leon'))).toEqual(['merge_while_suspended']);
      expect(codesOf(await accept('ohan', id))).toEqual(['merge_while_suspended']);
      await set('active');
      expect((await accept('ohan', id)).status).toBe(200);
      await set('suspended');
      expect(codesOf(await confirm('sora', id))).toEqual(['merge_other_not_ready']);
      await set('active');
      expect((await withdraw('sora', id)).status).toBe(200);
    });
    it('expires after the days of the cloud', async () => {
      const id = await invited('sora', 'ohan');
      office.turn('2026-04-01T09:00:00Z');
      expect(codesOf(await accept('ohan', id))).toEqual(['merge_expired']);
      expect(await runDue(office.world, schedules)).toBeGreaterThan(0);
      expect((await office.call('sora', `account-merges/${id}`)).body.status).toBe('expired');
      office.turn('2026-03-02T09:00:00Z');
    });
  });

  describe('A confirmed merge (ACT-020)', () => {
    let id: string;
    let besides: string;
    const rolesOf = () =>
      office.database.read((tx) => tx.query(sql`select id, organization_id, roles from members order by id`));
    const tenants = () => office.database.read((tx) => tx.query(sql`select * from tenants order by id`));
    it('is shown before it is done: what becomes of whom, and that it cannot be undone', async () => {
      id = await invited('sora', 'ohan');
      besides = await invited('leon', 'ohan');
      await accept('ohan', id);
      expect(codesOf(await accept('ohan', besides))).toEqual(['merge_accepted_elsewhere']);
      const { body } = await office.call('sora', at(id, 'confirm?preview=true'), { confirmsForGood: true });
      expect(body.would.refusals).toEqual([]);
      expect(body.would.deadlines).toEqual(['A confirmed merge cannot be undone.']);
      expect([body.would.access.length, body.would.unchanged.length]).toEqual([4, 3]);
      expect(body.would.access.slice(1, 3)).toEqual([
        `${oaktrail} (${idOf('ohan')}): global account of ${oaktrail} → location beneath the global account of ${miru}`,
        expect.stringContaining(
          `(${idOf('ohan', 1)}): location beneath the global account of ${oaktrail} → location beneath`,
        ),
      ]);
      expect(body.would.states.map((one: any) => one.partnerId ?? one.status)).toEqual([
        'confirmed',
        ...[idOf('ohan'), idOf('ohan', 1)],
      ]);
      expect(await placesFor('sora')).toHaveLength(2);
    });
    it('makes the invitee’s global account a location, and keeps all ids, tenants and roles', async () => {
      await office.call('oaktrail', 'tenants', { purpose: 'corporate', domain: 'oaktrail.example', country: 'KR' });
      const [roles, all] = [await rolesOf(), await tenants()];
      expect(codesOf(await confirm('sora', id, false))).toEqual(['merge_not_confirmed']);
      expect((await confirm('sora', id)).body.status).toBe('confirmed');
      const places = [
        [idOf('ohan'), 'location', oaktrail, miru],
        [idOf('ohan', 1), 'location', oaktrail, miru],
      ];
      expect(await placesFor('ohan')).toEqual(places);
      expect(await placesFor('sora')).toEqual([
        [idOf('sora'), 'global', miru, miru],
        [idOf('sora', 1), 'location', miru, miru],
        ...places,
      ]);
      expect([await rolesOf(), await tenants()]).toEqual([roles, all]);
      const [, , first] = (await office.call('sora', 'locations')).body.items;
      expect([first.name, first.address, first.contact]).toEqual([`${oaktrail} 2`, address, undefined]);
    });
    it('lets each company’s admins manage only their own people and places', async () => {
      const of = async (by: string) =>
        (await office.call(by, 'members?limit=200')).body.items.map((one: any) => one.organization.name);
      expect(new Set([...(await of('sora')), ...(await of('miru'))])).toEqual(new Set([miru]));
      expect(new Set(await of('ohan'))).toEqual(new Set([oaktrail]));
      const [, , place] = (await office.call('sora', 'locations')).body.items;
      const form = { name: 'Ours', legalEntity: 'Ours', address, contact };
      expect(codesOf(await office.call('sora', `locations/${place.id}/change`, form))).toEqual(['not_permitted']);
      expect((await office.call('ohan', `locations/${place.id}/change`, form)).body.name).toBe('Ours');
      expect((await office.call('jiwoo', 'locations')).body.items).toHaveLength(2);
    });
    it('is not undone, and its global id is one no more', async () => {
      expect(codesOf(await withdraw('sora', id))).toEqual(['wrong_status']);
      expect(codesOf(await decline('ohan', id))).toEqual(['wrong_status']);
      expect(codesOf(await confirm('sora', id))).toEqual(['wrong_status']);
      expect(codesOf(await invite('leon', 'ohan'))).toEqual(['location_id_not_allowed']);
      expect(codesOf(await invite('ohan', 'leon'))).toEqual(['merge_needs_global_account']);
      expect(codesOf(await office.call('ohan', 'global-account', {}))).toEqual(['account_merged']);
    });
    it('ends what else was open with the company that was merged', async () => {
      expect((await office.call('leon', `account-merges/${besides}`)).body.status).toBe('lapsed');
      expect((await office.call('ohan', 'account-merges?status=lapsed')).body.items).toHaveLength(1);
    });
    it('makes the companies affiliates, to which nobody of them sells (CHN-036)', async () => {
      const affiliates = (id: string) => office.database.read((tx) => affiliatesOf(tx, [id]));
      expect(await affiliates(cast.miru.id)).toEqual([cast.oaktrail.id]);
      expect(await affiliates(cast.oaktrail.id)).toEqual([cast.miru.id]);
      expect(await affiliates(cast.lumenfold.id)).toEqual([]);
    });
    it('lets it go on adding places, beneath the same account (ACT-010)', async () => {
      const form = { name: 'Busan', legalEntity: oaktrail, country: 'KR', address, contact };
      const { body } = await office.call('ohan', 'locations', form);
      expect([body.headquarters.name, body.partnerId]).toEqual([miru, '4000009']);
      const [account] = (await office.call('sora', 'locations?kind=global')).body.items;
      expect((await office.call('sora', `locations/${account.id}/move`, { to: body.partnerId })).status).toBe(200);
    });
    it('keeps the company into which others were merged, as long as they are there', async () => {
      await office.database.transaction(async (tx) => tx.write(sql`update enrolments set status = 'draft'`));
      const close = (company: 'miru' | 'oaktrail') =>
        office.call('operator', `organizations/${cast[company].id}/close`, {});
      expect(codesOf(await close('miru'))).toEqual(['headquarters_stays']);
    });
    it('is mailed to the account admins who answer, confirm, or must know', async () => {
      const mails = await office.database.read((tx) =>
        tx.query<{ key: string; to: string; of: string }>(sql`select distinct payload ->> 'key' as key,
          payload ->> 'to' as to, payload ->> 'organization' as of
          from jobs where kind = 'mail' and payload #>> '{values,invitee}' = ${oaktrail} order by 1`),
      );
      expect(mails).toEqual([
        { key: 'mail.mergeAccepted', to: 'sora', of: cast.miru.id },
        { key: 'mail.mergeConfirmed', to: 'ohan', of: cast.oaktrail.id },
        { key: 'mail.mergeDeclined', to: 'sora', of: cast.miru.id },
        { key: 'mail.mergeInvited', to: 'ohan', of: cast.oaktrail.id },
      ]);
    });
    it('stands in the history of both, as it was at any time, and in their chain', async () => {
      for (const by of ['sora', 'ohan']) {
        const { items } = (await office.call(by, 'account-merges?status=confirmed')).body;
        expect(items.map((one: any) => [one.id, one.confirmedBy])).toEqual([[id, 'sora']]);
      }
      const [first, second] = [cast.miru.id, cast.oaktrail.id].sort();
      const types = await office.database.read((tx) =>
        tx.query<{ type: string }>(sql`select e.type from chain_links l join events e on e.seq = l.event
          join chain_heads h on h.chain = l.chain
          where h.thread = ${`${first}|${second}`} and e.subject = ${id} order by e.seq`),
      );
      expect(types.map(({ type }) => type)).toEqual(
        ['invited', 'accepted', 'confirmed'].map((verb) => `accountMerge.${verb}`),
      );
    });
    it('goes along, with all that lies beneath it, when its account is merged in turn', async () => {
      const next = await invited('leon', 'sora');
      expect((await accept('sora', next)).status).toBe(200);
      expect((await confirm('leon', next)).status).toBe(200);
      const places: string[][] = await placesFor('leon');
      expect(places).toHaveLength(7);
      expect(places.every(([, , , headquarters]) => headquarters === lumenfold)).toBe(true);
      expect((await placesFor('sora')).map(([, , company]: string[]) => company)).toEqual([miru, miru]);
      expect((await office.call('operator', `organizations/${cast.miru.id}/close`, {})).status).toBe(200);
    });
    it('is ended, too, when a company is closed before', async () => {
      const open = await invited('leon', 'bian');
      expect((await office.call('operator', `organizations/${cast.brightmoor.id}/close`, {})).status).toBe(200);
      expect((await office.call('leon', `account-merges/${open}`)).body.status).toBe('lapsed');
      expect(codesOf(await invite('leon', 'bian'))).toEqual(['global_id_unknown']);
    });
  });

  if (engine.kind === 'postgresql') {
    describe('At the same moment', () => {
      beforeAll(begin);
      it('two invite each other: one invitation is open', async () => {
        const answers = await Promise.all([invite('sora', 'ohan'), invite('ohan', 'sora')]);
        expect(answers.map(({ body }) => body.code ?? 'invited').sort()).toEqual(['invited', 'merge_already_open']);
        const made = answers.find(({ status }) => status === 201)!.body;
        await withdraw(made.initiator.id === cast.miru.id ? 'sora' : 'ohan', made.id);
      });
      it('two initiators are accepted and confirm: one of them gets the account', async () => {
        const [one, other] = [await invited('sora', 'bian'), await invited('leon', 'bian')];
        const answers = await Promise.all([accept('bian', one), accept('bian', other)]);
        expect(answers.map(({ body }) => body.code ?? body.status).sort()).toEqual([
          'accepted',
          'merge_accepted_elsewhere',
        ]);
        const confirmed = await Promise.all([
          ...[confirm('sora', one), confirm('leon', other), confirm('sora', one), confirm('leon', other)],
        ]);
        expect(confirmed.filter(({ status }) => status === 200)).toHaveLength(1);
        const headquarters = new Set((await placesFor('bian')).map(([, , , name]: string[]) => name));
        expect([...headquarters]).toEqual([answers[0]!.status === 200 ? miru : lumenfold]);
      });
      it('a place is added while its company is merged: it lies beneath the same account as the others', async () => {
        const id = await invited('sora', 'ohan');
        await accept('ohan', id);
        const form = { name: 'Busan', legalEntity: oaktrail, country: 'KR', address, contact };
        const [, added] = await Promise.all([confirm('sora', id), office.call('ohan', 'locations', form)]);
        expect(added.status).toBe(201);
        const headquarters = new Set((await placesFor('ohan')).map(([, , , name]: string[]) => name));
        expect([...headquarters]).toEqual([miru]);
      });
    });
  }
});
