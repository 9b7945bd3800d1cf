// How the wire reaches the rules of tenants.
import * as contract from '../../../../contract/organizations/tenants.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { ask } from '../../../platform/world/questions.ts';
import { addingTenant, findLocation, findTenantByDomain, findTenantOfLocation, tenantsOf } from '../offers.ts';
import * as rules from './rules.ts';
import { rolesIn } from './state.ts';
import { tenants } from './thing.ts';

const linking = change({
  thing: tenants,
  command: 'link',
  byBearer: true,
  find: ({ tx }, domain) => findTenantByDomain(tx, domain),
  locks: (_state, { organization }: { organization: string }, { key: domain }) => [
    `domain:${domain}`,
    `tenants:${organization}`,
  ],
  given: async (door, { organization }): Promise<rules.LinkGiven> => {
    const { tx, actor } = door;
    const [roles, own] = await Promise.all([
      ask(door, rolesIn, { person: actor.id, organization }),
      tenantsOf(tx, actor.organization),
    ]);
    const hasTenants = own.some(({ isPrimary }) => isPrimary);
    return { by: actor, isItsGlobalAdmin: roles.includes('globalAdmin'), hasTenants };
  },
  rule: rules.link,
  foresees: () => ({ access: [{ key: 'organizations.foresee.tenant_users_enter' }] }),
});
const unlinking = change({
  thing: tenants,
  command: 'unlink',
  given: () => ({}),
  rule: rules.unlink,
  foresees: () => ({ access: [{ key: 'organizations.foresee.tenant_users_leave' }] }),
});
const linkingLocation = change({
  thing: tenants,
  command: 'linkLocation',
  locks: (_state, { partnerId }: rules.LinkLocation) => [`partnerId:${partnerId}`],
  given: async ({ tx }, state, { partnerId }): Promise<rules.LinkLocationGiven> => {
    const [place, standing, present] = await Promise.all([
      findLocation(tx, partnerId),
      findTenantOfLocation(tx, Number(partnerId)),
      state.partnerId === null ? undefined : findLocation(tx, state.partnerId),
    ]);
    return { place, standing, present };
  },
  rule: rules.linkLocation,
});

export const commands: readonly Route[] = [
  doing(
    contract.addTenant,
    together<rules.Add>({
      changes: [addingTenant],
      plan: ({ caller: { organization } }, key, command) => [
        step(addingTenant, key, { ...command, domain: command.domain.toLowerCase(), organization }),
      ],
    }),
  ),
  doing(
    contract.linkTenant,
    together<object>({
      changes: [linking],
      plan: ({ caller: { organization } }, key) => [step(linking, key, { organization })],
    }),
  ),
  doing(contract.unlinkTenant, alone(unlinking)),
  doing(contract.linkLocation, alone(linkingLocation)),
];
