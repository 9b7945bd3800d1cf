// How the wire reaches views of support, and what happens to them when time passes.
import sql from 'sql-template-tag';
import * as contract from '../../../contract/identity/support-views.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { identityLimits } from '../../platform/settings/identity-limits.ts';
import { doing, listing, type Route, seeing } from '../../platform/wire/operations.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as rules from './rules.ts';
import * as state from './state.ts';
import * as store from './store.ts';

export const supportViews: Thing<state.SupportView, typeof state.lifecycle> = {
  name: 'supportView',
  table: 'support_views',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.SupportView,
  fromRow: store.fromRow,
  toRow: store.toRow,
  show: ({ id, status, version, organization, person, reason, begunAt, endsAt }, { party }) =>
    ({
      ...{ id, status, version, organization: party(organization), person, reason },
      begunAt: begunAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }) satisfies contract.SupportView,
  listing: { sort: { begunAt: '-begun_at' }, filters: { status: 'status' } },
};

const beginning = change({
  thing: supportViews,
  command: 'begin',
  find: 'new',
  given: async ({ world, tx, now, actor: by }, _state, { organization }: rules.Begin): Promise<rules.BeginGiven> => ({
    ...{ now, by, newId: newId('sup'), lastsMinutes: identityLimits(world).supportViewMinutes },
    isKnown: (await world.parties(tx, [organization])).length > 0,
  }),
  rule: rules.begin,
});
const given = ({ now }: { now: Date }) => ({ now });
const ending = change({ thing: supportViews, command: 'end', given, rule: rules.end });
const expiring = change({ thing: supportViews, command: 'expire', given, rule: rules.end });

export const schedule: readonly Schedule[] = [
  {
    operation: 'supportView.expire',
    act: alone(expiring),
    due: (tx, now, limit) =>
      tx.query(sql`select id from support_views where status = 'open' and ends_at <= ${now}
        order by ends_at limit ${limit}`),
    next: (tx) => tx.query(sql`select min(ends_at) as at from support_views where status = 'open'`),
  },
];

export const routes: readonly Route[] = [
  doing(contract.beginSupportView, alone(beginning)),
  doing(contract.endSupportView, alone(ending)),
  listing(contract.listSupportViews, { thing: supportViews, action: 'supportView.see' }),
  seeing(contract.seeSupportView, { thing: supportViews, action: 'supportView.see' }),
];
