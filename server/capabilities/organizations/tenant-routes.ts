// How the wire reaches the rules of tenants.
import * as contract from '../../../contract/organizations/tenants.ts';
import { type Id, newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, listing, type Route, seeing } from '../../platform/wire/operations.ts';
import * as rules from './rules/tenant.ts';
import { isInNetwork } from './state.ts';
import * as store from './store.ts';
import { tenants } from './things.ts';

/** `id` where a plan needs it for the steps that follow. */
export type Adding = rules.Add & { organization: string; id?: Id<'ten'> };
export const adding = change({
  thing: tenants,
  command: 'add',
  find: 'new',
  locks: (_state, { domain, organization }: Adding) => [`domain:${domain}`, `tenants:${organization}`],
  given: async ({ tx, now, cloud }, _state, { organization, domain, id }): Promise<rules.AddGiven> => {
    const [holder, own, enrolments, locations] = await Promise.all([
      store.findTenantByDomain(tx, domain),
      store.tenantsOf(tx, organization),
      store.enrolmentsOf(tx, organization),
      store.locationsOf(tx, organization),
    ]);
    return {
      now,
      cloud,
      by: { organization },
      newId: id ?? newId('ten'),
      holder,
      own,
      enrolments,
      isInNetwork: isInNetwork(locations),
    };
  },
  rule: ({ status }, { organization: _organization, id: _id, ...command }: Adding, given: rules.AddGiven) =>
    rules.add({ status }, command, given),
});
const linking = change({
  thing: tenants,
  command: 'link',
  byBearer: true,
  find: ({ tx }, key) => store.findTenantByDomain(tx, key),
  locks: (_state, { organization }: { organization: string }, { key: domain }) => [
    `domain:${domain}`,
    `tenants:${organization}`,
  ],
  given: async ({ tx, actor }, { organization }): Promise<rules.LinkGiven> => {
    const [roles, own] = await Promise.all([
      store.rolesOf(tx, { id: actor.id, organization }),
      store.tenantsOf(tx, actor.organization),
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
      store.findLocation(tx, partnerId),
      store.findTenantOfLocation(tx, Number(partnerId)),
      state.partnerId === null ? undefined : store.findLocation(tx, state.partnerId),
    ]);
    return { place, standing, present };
  },
  rule: rules.linkLocation,
});

export const routes: readonly Route[] = [
  doing(
    contract.addTenant,
    together<rules.Add>(async ({ caller: { organization } }, key, command) => [
      step(adding, key, { ...command, domain: command.domain.toLowerCase(), organization }),
    ]),
  ),
  doing(
    contract.linkTenant,
    together<object>(async ({ caller: { organization } }, key) => [step(linking, key, { organization })]),
  ),
  listing(contract.listTenants, { thing: tenants, action: 'tenant.see' }),
  seeing(contract.seeTenant, { thing: tenants, action: 'tenant.see' }),
  doing(contract.unlinkTenant, alone(unlinking)),
  doing(contract.linkLocation, alone(linkingLocation)),
];
