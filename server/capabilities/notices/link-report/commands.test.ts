// Reporting a link and settling the report, through HTTP on both engines: who sees it, and what becomes of the link.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Customers, customersIn, type Person, tokenOf } from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

const refusal = ({ status, body }: Answer) => [status, body.code];

forEachEngine((engine) => {
  let all: Customers;
  let link: { id: string; token: string };
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
    const { body } = await all.post('yuna', '/invitations');
    link = { id: body.id, token: tokenOf(body.link) };
  });
  const report = (by: Person | undefined, body: object = {}) =>
    all.post(by, '/link-reports', { body: { kind: 'invitation', token: link.token, reason: 'unexpected', ...body } });
  const queue = async () => (await all.get('mira', '/link-reports?status=open')).body.items;

  describe('A link that looks wrong', () => {
    it('is reported without signing in; the answer tells nothing of anybody', async () => {
      const answer = await report(undefined, { note: 'Who are they?' });
      expect([answer.status, Object.keys(answer.body)]).toEqual([201, ['reportedAt']]);
    });
    it('is one line in the operator’s queue, however many report it', async () => {
      await report('bora', { reason: 'repeated' });
      const [first, ...others] = await queue();
      expect(others).toEqual([]);
      expect(first).toMatchObject({ linkId: link.id, times: 2, reason: 'repeated', note: 'Who are they?' });
      expect(first.inviter.name).toBe('lumenfold');
      expect(JSON.stringify(first)).not.toContain(link.token);
    });
    it('stays one where two report it at the same moment', async () => {
      await Promise.all([report('haneul'), report('somi')]);
      expect((await queue()).map(({ times }: { times: number }) => times)).toEqual([4]);
    });
    it('cannot be reported by guessing', async () =>
      expect(refusal(await report(undefined, { token: 'guessed' }))).toEqual([404, 'link_unknown']));
    it('is no business of the inviter, nor of who reported it', async () => {
      const [{ id }] = await queue();
      for (const by of ['yuna', 'bora'] as const) {
        expect((await all.get(by, `/link-reports/${id}`)).status).toBe(404);
        expect((await all.get(by, '/link-reports')).body.items ?? []).toEqual([]);
      }
    });
  });

  describe('The operator', () => {
    it('settles a report by its admin only', async () => {
      const [{ id }] = await queue();
      const body = { answer: 'Looked into.' };
      expect(refusal(await all.post('otto', `/link-reports/${id}/settle`, { body }))).toEqual([403, 'not_permitted']);
    });
    it('revokes the link in the same act, and what was agreed by it stays', async () => {
      const [{ id }] = await queue();
      const body = { answer: 'Not theirs to send.', revokesLink: true };
      const { body: settled } = await all.post('mira', `/link-reports/${id}/settle`, { body });
      expect(settled).toMatchObject({ status: 'settled', answer: 'Not theirs to send.', settledBy: 'mira' });
      expect((await all.get(undefined, `/invitation-links/${link.token}`)).body.status).toBe('revoked');
      expect((await all.get('yuna', `/invitations/${link.id}`)).body.status).toBe('revoked');
    });
    it('hears of it again when it is reported anew, and settles where nothing is left to revoke', async () => {
      await report(undefined);
      const [{ id, times }] = await queue();
      expect(times).toBe(1);
      const body = { answer: 'Revoked already.', revokesLink: true };
      expect((await all.post('mira', `/link-reports/${id}/settle`, { body })).status).toBe(200);
      expect(await queue()).toEqual([]);
    });
    it('does the same with a link to resellers', async () => {
      const made = await all.post('sena', '/partnership-invitations');
      const token = tokenOf(made.body.link);
      await report('hyun', { kind: 'partnershipInvitation', token, reason: 'impersonation' });
      const [{ id }] = await queue();
      await all.post('mira', `/link-reports/${id}/settle`, { body: { answer: 'Forged.', revokesLink: true } });
      expect((await all.get(undefined, `/partnership-links/${token}`)).body.status).toBe('revoked');
    });
  });
});
