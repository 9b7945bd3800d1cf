// An organization of the demo comes in as in life: founded, enrolled, checked by the operator, its agreement signed.
import { addingMember } from '../capabilities/members/offers.ts';
import { founding } from '../capabilities/signups/offers.ts';
import { cloudAt } from '../clouds/cloud.ts';
import { type Id, newId } from '../kernel/id.ts';
import { alone, perform } from '../platform/door/perform.ts';
import { anyone } from '../platform/wire/server.ts';
import { systemCaller } from '../platform/world/caller-roles.ts';
import type { Caller } from '../platform/world/world.ts';
import { acting, type Builder } from './builder.ts';
import { type Person, type Player, places } from './cast.ts';

type Founded = { organization: Id<'org'>; admin: Caller };

export const isPartner = ({ part }: Player) => ['provider', 'directBill', 'reseller'].includes(part);
const asMember = ({ name, shown: displayName, language, roles }: Person, passwordHash: string) => ({
  name,
  displayName,
  language,
  roles,
  passwordHash,
  isPersona: true,
});
const callerOf = (organization: string, id: string): Caller => ({
  kind: 'person',
  id,
  organization,
  secondFactor: true,
});

export async function found({ world, passwordHash, people }: Builder, player: Player): Promise<Founded> {
  const { slug, name, country, part } = player;
  const organization = newId('org');
  const tenant = {
    purpose: part === 'customer' ? ('customer' as const) : ('corporate' as const),
    domain: part === 'customer' ? `${slug}.example` : `${slug}-corp.example`,
  };
  const command = {
    organization,
    name,
    country,
    ...(part === 'operator' ? { kind: 'operator' as const } : { tenant }),
    people: (isPartner(player) ? player.people.slice(0, 1) : player.people).map((one) => asMember(one, passwordHash)),
  };
  const asked = { operation: 'signup.found', act: founding, key: organization, command };
  const answer = await perform(world, systemCaller, asked);
  if (!answer.ok)
    throw new Error(`the demo cannot found ${slug}: ${answer.because.map(({ code }) => code).join(', ')}`);
  const members = answer.states.filter(({ thing }) => thing === 'member');
  for (const { shown } of members) people.set(String(shown.name), callerOf(organization, String(shown.user)));
  return { organization, admin: people.get(player.people[0]!.name)! };
}

/** Only who is enrolled gives the roles of agents, so the others of a partner come after that. */
async function staff({ world, passwordHash, people }: Builder, player: Player): Promise<void> {
  const { organization } = people.get(player.people[0]!.name)!;
  for (const person of player.people.slice(1)) {
    const command = { ...asMember(person, passwordHash), organization };
    const answer = await perform(world, systemCaller, {
      operation: 'member.add',
      act: alone(addingMember),
      key: '',
      command,
    });
    if (!answer.ok) throw new Error(`the demo cannot add ${person.name}: ${answer.because[0].code}`);
    people.set(person.name, callerOf(organization, String(answer.states[0]!.shown.user)));
  }
}

/** Each company its own: who shares one is one company (CHN-036). */
const numberOf = (slug: string) => `91310000${Buffer.from(slug).toString('hex').slice(0, 10).toUpperCase()}`;

/** ACT-030: who it is, where it is, and whom to ask; an order needs a customer's address, too (SUB-010). */
async function introduce(builder: Builder, player: Player, { organization, admin }: Founded): Promise<void> {
  const { slug, name, country, part } = player;
  const mail = player.people[0]!.name;
  const contact = { firstName: player.people[0]!.shown, lastName: name.split(' ')[0]!, mail, phone: '025550100' };
  const support = { site: `https://${slug}.example/help`, mail: `help@${slug}.example`, phone: '025550101' };
  const number = country === 'CN' ? { registrationNumber: numberOf(slug) } : {};
  const body = { address: places[country]!, contact, ...(part !== 'customer' && { support }), ...number };
  await acting(builder, admin)('organization.change', { path: { id: organization }, body });
}

/** CLD-004, CLD-005: what this cloud asks beside the profile, and looks at. */
function asked({ world }: Builder) {
  const { features } = cloudAt(world.cloud, world.clock.business());
  const { eligibilityCheck, creditCheck, phoneCheck } = features;
  const statement = 'Sells to agencies of states and cities, and to their schools.';
  const form = {
    ...(eligibilityCheck && { eligibility: { basis: 'servesPublicBodies', statement } }),
    ...(phoneCheck && { phone: '13800138000' }),
  };
  const also = { eligibility: eligibilityCheck, credit: creditCheck, phone: phoneCheck };
  return { form, checks: Object.entries(also).flatMap(([name, isMade]) => (isMade ? [name] : [])) };
}

/** ACT-034: mail, employment and business are looked at before anybody may sign. */
async function check(builder: Builder, player: Player, { id, operator }: { id: string; operator: Caller }) {
  const byOperator = acting(builder, operator);
  const path = { id };
  const token = builder.world.secrets.tokenFor('enrolmentMail', `${id}|${player.people[0]!.name}`);
  const confirmed = { confirmsEnrolment: true, confirmsAddress: true };
  await acting(builder, anyone)('enrolment.confirm', { path: { token }, body: confirmed });
  await byOperator('enrolment.check', { path, body: { check: 'employment', result: 'passed' } });
  const proof = { documents: ['businessRegistration'], registeredName: player.name };
  await byOperator('enrolment.check', { path, body: { check: 'business', result: 'passed', ...proof } });
  for (const one of asked(builder).checks)
    await byOperator('enrolment.check', { path, body: { check: one, result: 'passed' } });
  await byOperator('enrolment.qualify', { path });
}

/** ACT-030 to ACT-052: locations, selling tenant, checks by the operator, the agreement. */
async function enrol(builder: Builder, player: Player, { partner, operator }: { partner: Founded; operator: Caller }) {
  const { slug, country, part: kind } = player;
  const { organization } = partner;
  const byAdmin = acting(builder, partner.admin);
  await byAdmin('location.open');
  if (kind === 'network') return;
  const { items } = (await byAdmin('location.list')) as unknown as { items: Record<string, string>[] };
  const partnerId = items.find((one) => one.kind === 'location')!.partnerId!;
  const selling = { purpose: 'selling', domain: `${slug}-csp.example`, country };
  const tenant = await byAdmin('tenant.add', { body: selling });
  await byAdmin('tenant.linkLocation', { path: { id: tenant.id }, body: { partnerId } });
  const enrolment = await acting(builder, operator)('enrolment.start', { body: { kind, organization } });
  const path = { id: enrolment.id };
  const { form } = asked(builder);
  if (Object.keys(form).length > 0) await byAdmin('enrolment.fill', { path, body: form });
  await byAdmin('enrolment.submit', { path, body: { language: player.people[0]!.language } });
  await check(builder, player, { id: enrolment.id, operator });
  const party = kind === 'reseller' ? 'reseller' : 'transacting';
  const text = await byAdmin('partnerAgreement.read', { path: { party } });
  const signed = { tenant: tenant.id, kind, edition: text.edition, confirmsAuthority: true };
  await byAdmin('partnerAgreement.accept', { body: signed });
}

export async function bringIn(builder: Builder, player: Player, operator: Caller): Promise<void> {
  const partner = await found(builder, player);
  await introduce(builder, player, partner);
  if (player.part !== 'customer') await enrol(builder, player, { partner, operator });
  if (isPartner(player)) await staff(builder, player);
}
