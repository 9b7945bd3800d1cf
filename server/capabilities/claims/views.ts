// What a caller finds about claiming in its own organization: whether it can be, by which domain, and its own claim.
import * as contract from '../../../contract/claims.ts';
import { enter } from '../../platform/door/look.ts';
import { type Route, telling } from '../../platform/wire/operations.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import * as store from './store.ts';
import { adminClaims } from './thing.ts';

export const views: readonly Route[] = [
  telling(contract.seeAdminClaim, ({ world, caller }) =>
    world.database.read(async (tx) => {
      const { organization, id: person } = caller;
      const entered = await enter(world, tx, { caller, action: 'adminClaim.see', sides: {} });
      if (!entered.ok) return entered;
      const [has, domains, claim, naming] = await Promise.all([
        store.hasGlobalAdmin(tx, organization),
        store.domainsOf(tx, organization),
        store.findOpen(tx, { organization, person }),
        namingOf(world, tx, { ids: [organization] }),
      ]);
      const isLive = claim && entered.door.now < claim.expiresAt;
      const shown = isLive ? adminClaims.show(claim, naming) : null;
      return { ok: true, body: { hasGlobalAdmin: has, domains, claim: shown } };
    }),
  ),
];
