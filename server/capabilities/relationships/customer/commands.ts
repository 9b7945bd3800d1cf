// A partner creates a customer that does not exist yet: organization, tenant, first admin and relationship at once.
import { type CreateRelationship, createRelationship } from '../../../../contract/relationships/relationships.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { together } from '../../../platform/door/perform.ts';
import { byHouse, step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { introduce } from '../../../platform/world/party-names.ts';
import type { Seen, World } from '../../../platform/world/world.ts';
import { addingMember } from '../../members/offers.ts';
import {
  addingTenant,
  countryOf,
  enrolmentsOf,
  findTenantByDomain,
  isSameCompany,
  partiesOf,
  registering,
} from '../../organizations/offers.ts';
import { findPartnership } from '../../partnerships/offers.ts';
import { establishing } from '../relationship/commands.ts';
import { relationships } from '../relationship/thing.ts';
import * as rules from './rules.ts';

type Create = rules.Create & { adminName: string; registrationNumber?: string };
const creating = change({
  thing: relationships,
  command: 'create',
  find: 'new',
  given: async ({ tx, now, cloud, actor: by, world }, _state, command: Create) => {
    const { customer, companyName: name, country, resellerId, domain } = command;
    const pair = { provider: by.organization, reseller: resellerId ?? '' };
    const [own, home, holder, isOwnEntity, enrolments, partnership, named] = await Promise.all([
      enrolmentsOf(tx, by.organization),
      countryOf(tx, by.organization),
      findTenantByDomain(tx, domain),
      isSameCompany(tx, by.organization, { name, country, registrationNumber: command.registrationNumber }),
      resellerId ? enrolmentsOf(tx, resellerId) : [],
      resellerId ? findPartnership(tx, pair) : undefined,
      partiesOf(tx, [by.organization, ...(resellerId ? [resellerId] : [])]),
    ]);
    introduce(world, { id: customer, name: name.trim(), country });
    const reseller = resellerId ? { enrolments, arePartners: partnership?.status === 'active' } : undefined;
    const nameOf = (id: string | undefined) => named.find((party) => party.id === id)?.name;
    const told = { adminName: command.adminName, domain, partner: nameOf(by.organization), other: nameOf(resellerId) };
    const around = { now, cloud, by, own, country: home, reseller, isOwnEntity, newId: newId('rel', customer) };
    return { ...around, isDomainTaken: holder !== undefined, told };
  },
  rule: (state, command: Create, given: rules.CreateGiven & { told: Told }) => rules.create(state, command, given),
  foresees: (_before, _after, { told }) => ({
    access: [
      { key: 'relationships.foresee.admin_made', values: told },
      { key: 'relationships.foresee.seller_of_created', values: told },
      ...(told.other ? [{ key: 'relationships.foresee.reseller_of_created', values: told }] : []),
    ],
    deadlines: [{ key: 'relationships.foresee.password_once' }],
    unchanged: [
      { key: 'relationships.foresee.domain_stays', values: told },
      { key: 'relationships.foresee.no_rights_given' },
    ],
  }),
});
type Told = { adminName: string; domain: string; partner: string | undefined; other: string | undefined };

/** Who creates sees nobody's name in another organization; this one it gave itself. */
const addingAdmin = change({
  ...addingMember,
  reveals: (door, after, given) => ({ name: after.name, ...addingMember.reveals?.(door, after, given) }),
});

/** Nobody else can prove a domain below the host of the cloud, so it needs no proof (ACT-026). */
const domainOf = ({ origin }: World, prefix: string) => `${prefix}.${new URL(origin).hostname}`;

/** REL-030, REL-045, REL-050: all of it in one transaction; the customer is then in the reseller's list, too. */
const creatingAll = together<CreateRelationship>({
  changes: [creating, registering, addingTenant, addingAdmin, establishing],
  plan: async ({ world, caller }, key, command) => {
    const { companyName, confirmsLegalName, country, address, contact, registrationNumber, resellerId, admin } =
      command;
    const customer = newId('org');
    const tenant = newId('ten', customer);
    const domain = domainOf(world, command.domainPrefix);
    const number = registrationNumber === undefined ? {} : { registrationNumber };
    const partly = { customer, tenant, companyName, confirmsLegalName, country, domain, ...number };
    const reseller = resellerId === undefined ? {} : { resellerId };
    const made = { customer, tenant, customerName: companyName.trim(), invitation: null, origin: 'created' } as const;
    const resold = { ...made, part: 'reseller', other: caller.organization } as const;
    const house = [
      step(registering, key, { id: customer, name: companyName, country, profile: { address, contact, ...number } }),
      step(addingTenant, key, { id: tenant, organization: customer, purpose: 'customer', domain, country }),
      step(addingAdmin, key, { ...admin, organization: customer, roles: ['globalAdmin'] }),
      ...(resellerId ? [step(establishing, key, { ...resold, partner: resellerId })] : []),
    ];
    return [step(creating, key, { ...partly, ...reseller, adminName: admin.name }), ...house.map(byHouse)];
  },
});

const shownOf = (states: readonly Seen[], thing: string) => states.find((one) => one.thing === thing)!.shown;

export const commands: readonly Route[] = [
  doing(createRelationship, creatingAll, (states) => ({
    relationship: shownOf(states, 'relationship'),
    tenant: shownOf(states, 'tenant'),
    admin: shownOf(states, 'member').revealed, // REL-027: this once.
  })),
];
