// Forgets a person wherever it is named: each room in its own tables, then the log, whose commitments stay and verify.
import sql from 'sql-template-tag';
import { type Eraser, erasePerson } from '../../platform/record/erasing.ts';
import type { JobKind } from '../../platform/work/jobs.ts';
import { allMembershipsOf } from './store.ts';

export const erasingKind = 'person.erase';
export const erasing = (erasers: readonly Eraser[]): JobKind => ({
  kind: erasingKind,
  run: async ({ id, world, payload }) => {
    const { person, sealed } = payload as { person: string; sealed?: string };
    if (sealed === undefined) return undefined; // Done, by an attempt that could not say so.
    const gone = { person, name: world.secrets.unseal(sealed) };
    await world.database.transaction(async (tx) => {
      for (const forget of erasers) forget(tx, gone);
    });
    const subjects = await world.database.read((tx) => allMembershipsOf(tx, person));
    await erasePerson(world.database, { ...gone, subjects });
    const rest = JSON.stringify({ person });
    await world.database.transaction(async (tx) => tx.write(sql`update jobs set payload = ${rest} where id = ${id}`));
    return undefined;
  },
});

export const forgetMember: Eraser = (tx, { person }) =>
  tx.write(sql`update members_history set name = '', display_name = '', suspension_reason = null
    where user_id = ${person}`);
