// How the wire reaches the rules of views of support.
import * as contract from '../../../contract/identity/support-views.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone } from '../../platform/door/perform.ts';
import { identityLimits } from '../../platform/settings/identity-limits.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import * as rules from './rules.ts';
import { supportViews } from './thing.ts';

const beginning = change({
  thing: supportViews,
  command: 'begin',
  find: 'new',
  given: async ({ world, tx, now, actor: by }, _state, { organization }: rules.Begin): Promise<rules.BeginGiven> => ({
    ...{ now, by, newId: newId('sup', organization), lastsMinutes: identityLimits(world).supportViewMinutes },
    isKnown: (await world.parties(tx, [organization])).length > 0,
  }),
  rule: rules.begin,
});
const given = ({ now }: { now: Date }) => ({ now });
const ending = change({ thing: supportViews, command: 'end', given, rule: rules.end });
export const expiring = change({ thing: supportViews, command: 'expire', given, rule: rules.end });

export const commands: readonly Route[] = [
  doing(contract.beginSupportView, alone(beginning)),
  doing(contract.endSupportView, alone(ending)),
];
