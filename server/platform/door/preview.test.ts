// A preview shows what would be theirs who ask, as they may see it, and leaves nothing behind: neither row nor name.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../tests/calls.ts';
import { cast } from '../../../tests/cast.ts';
import { forEachEngine } from '../../../tests/engines.ts';

forEachEngine((engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(await engine.fresh(), { saebyeok: 'provider', miru: 'reseller' });
  });

  describe('The preview of a new name', () => {
    it('shows it to who asks and to nobody else', async () => {
      const made = await office.call('sena', 'partnership-invitations', {});
      const id = made.body.id;
      const path = `organizations/${cast.saebyeok.id}/rename`;
      const preview = await office.call('operator', `${path}?preview=true`, { name: 'Dawn Distribution' });
      expect(preview.body.would?.states[0].name, JSON.stringify(preview.body)).toBe('Dawn Distribution');
      const seen = await office.call('sena', `partnership-invitations/${id}`);
      expect(seen.body.provider.name).toBe(cast.saebyeok.name);
      const done = await office.call('operator', path, { name: 'Dawn Distribution' });
      expect([done.status, done.body.name]).toEqual([200, 'Dawn Distribution']);
      const after = await office.call('sena', `partnership-invitations/${id}`);
      expect(after.body.provider.name).toBe('Dawn Distribution');
    });
  });

  describe('What follows by a reaction', () => {
    it('is done by the house, and says so', async () => {
      const passed = JSON.stringify(
        Object.fromEntries(['email', 'employment', 'business'].map((check) => [check, { result: 'passed' }])),
      );
      await office.database.transaction(async (tx) =>
        tx.write(sql`update enrolments set checks = ${passed} where organization_id = ${cast.saebyeok.id}`),
      );
      await office.call('operator', `organizations/${cast.saebyeok.id}/rename`, { name: 'Dusk Distribution' });
      const { body } = await office.call('saebyeok', 'activity');
      const [renamed] = body.items.filter((one: { type: string }) => one.type === 'organization.renamed');
      const [checked] = body.items.filter((one: { thing: string }) => one.thing === 'enrolment');
      expect([renamed.by.kind, renamed.actor]).toEqual(['person', 'operator']);
      expect([checked.by, checked.actor]).toEqual([{ kind: 'system', organization: null }, 'system']);
    });
  });
});
