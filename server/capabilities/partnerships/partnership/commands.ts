// How a partnership comes about: with the approval of the reseller, in the same act.
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { findPartnership } from '../offers.ts';
import * as rules from './rules.ts';
import { partnerships } from './thing.ts';

export const establishing = change({
  thing: partnerships,
  command: 'establish',
  find: ({ tx }, _key, command: rules.Establish) => findPartnership(tx, command),
  locks: (_state, { provider, reseller }) => [`partners:${provider}|${reseller}`],
  given: ({ now, actor: by }, _state, { provider }): rules.EstablishGiven => ({
    now,
    by,
    newId: newId('par', provider),
  }),
  rule: rules.establish,
  // REL-014
  foresees: () => ({
    access: [{ key: 'partnerships.foresee.provider_may_order' }],
    unchanged: [{ key: 'partnerships.foresee.customers_stay' }, { key: 'partnerships.foresee.no_admin_rights' }],
  }),
});
