// What an organization may do to the accounts of its people, through HTTP: nothing that was not its own doing.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { type Browser, enrol, enter, type Place, placeOn } from '../../../tests/identity.ts';
import { suspendUser } from '../../identity/credentials.ts';

forEachEngine((engine) => {
  let place: Place;
  let admin: Browser;
  let count = 0;
  beforeAll(async () => {
    place = placeOn(await engine.fresh());
    await place.app.ready();
    const { name } = await place.someone();
    admin = place.here();
    await enter(admin, name);
    await enrol(admin, place.clock);
  });
  const added = async () => {
    count += 1;
    const body = { name: `sujin${count}@miru.example`, displayName: 'Sujin', roles: ['user'] };
    const answer = await admin.post('/api/v1/members', body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return { body, member: answer.body, password: answer.body.revealed.temporaryPassword as string };
  };

  describe('Somebody who comes back', () => {
    it('stays suspended: that is not for an organization to lift', async () => {
      const { body, member } = await added();
      await place.world.database.transaction(async (tx) => suspendUser(tx, { id: member.user }));
      expect((await admin.post(`/api/v1/members/${member.id}/remove`)).status).toBe(200);
      expect((await admin.post('/api/v1/members', body)).status).toBe(201);
      const [row] = await place.world.database.read((tx) =>
        tx.query<{ status: string }>(sql`select status from users where id = ${member.user}`),
      );
      expect(row!.status).toBe('suspended');
    });
  });

  describe('A password that is reset', () => {
    it('is a new one each time, counted by the account and not by the member', async () => {
      const { body, member, password } = await added();
      await admin.post(`/api/v1/members/${member.id}/change-roles`, { roles: ['user', 'billingAdmin'] });
      const given = [password];
      for (const issue of [2, 3]) {
        const reset = await admin.post(`/api/v1/members/${member.id}/reset-password`);
        given.push(reset.body.revealed.temporaryPassword);
        const [row] = await place.world.database.read((tx) =>
          tx.query<{ issue: number }>(sql`select temporary_issue as issue from users where id = ${member.user}`),
        );
        expect(row!.issue).toBe(issue);
        expect((await enter(place.here(), body.name, given.at(-1))).status).toBe(200);
        expect((await enter(place.here(), body.name, given.at(-2))).body.code).toBe('sign_in_refused');
      }
      expect(new Set(given).size).toBe(3);
    });
    it('ends sessions and whatever the person let in', async () => {
      const { body, member, password } = await added();
      const theirs = place.here();
      await enter(theirs, body.name, password);
      await admin.post(`/api/v1/members/${member.id}/reset-password`);
      await expect.poll(async () => (await theirs.get('/api/v1/me')).body.me).toBeNull();
    });
  });
});
