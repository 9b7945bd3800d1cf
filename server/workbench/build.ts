// Builds the demo world of a cloud through the door: every organization comes in, enrols and is verified as in life.
import { adding } from '../capabilities/members/routes.ts';
import { founding } from '../capabilities/signups/routes.ts';
import { hashPassword } from '../identity/credentials.ts';
import { type Id, newId } from '../kernel/id.ts';
import type { Route } from '../platform/http.ts';
import { alone, perform } from '../platform/perform.ts';
import { anyone } from '../platform/serve.ts';
import { type Caller, systemCaller, type World } from '../platform/thing.ts';
import { type Person, type Player, places } from './cast.ts';

/** Everybody in the demo may also sign in with this. */
export const demoPassword = 'harbour-lantern-7-tide';

type Asked = { path?: Record<string, string>; query?: Record<string, unknown>; body?: Record<string, unknown> };
type Answer = Record<string, unknown> & { id: string };
type Builder = { world: World; routes: ReadonlyMap<string, Route>; passwordHash: string };
type Founded = { organization: Id<'org'>; admin: Caller };

/** One operation as somebody of the cast; a refusal is a mistake in the demo and stops it. */
async function ask({ world, routes }: Builder, caller: Caller, name: string, asked: Asked = {}): Promise<Answer> {
  const call = { world, caller, path: {}, query: {}, body: {}, language: 'en', ...asked };
  const rest = { once: undefined, preview: false, version: undefined, previewToken: undefined };
  const answer = await routes.get(name)!.answer({ ...call, ...rest } as Parameters<Route['answer']>[0]);
  if (answer.ok) return answer.body as Answer;
  throw new Error(`the demo may not ${name}: ${answer.because.map(({ code }) => code).join(', ')}`);
}

const isPartner = ({ part }: Player) => ['provider', 'directBill', 'reseller'].includes(part);
const asMember = ({ name, shown: displayName, language, roles }: Person, passwordHash: string) => ({
  name,
  displayName,
  language,
  roles,
  passwordHash,
  isPersona: true,
});

/** Only who is enrolled gives the roles of agents, so the others of a partner come after that. */
async function staff({ world, passwordHash }: Builder, player: Player, organization: string): Promise<void> {
  for (const person of player.people.slice(1)) {
    const command = { ...asMember(person, passwordHash), organization };
    const answer = await perform(world, systemCaller, {
      operation: 'member.add',
      act: alone(adding),
      key: '',
      command,
    });
    if (!answer.ok) throw new Error(`the demo cannot add ${person.name}: ${answer.because[0].code}`);
  }
}

async function found({ world, passwordHash }: Builder, player: Player): Promise<Founded> {
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
  const first = answer.states.find(({ thing }) => thing === 'member')!;
  const id = String(first.shown.user);
  return { organization, admin: { kind: 'person', id, organization, secondFactor: true } };
}

/** ACT-030 to ACT-052: profile, locations, selling tenant, checks by the operator, the agreement. */
async function enrol(builder: Builder, player: Player, { partner, operator }: { partner: Founded; operator: Caller }) {
  const { slug, name, country, part } = player;
  const { organization, admin } = partner;
  const mail = player.people[0]!.name;
  const support = { site: `https://${slug}.example/help`, mail: `help@${slug}.example`, phone: '025550101' };
  const contact = { firstName: player.people[0]!.shown, lastName: name.split(' ')[0]!, mail, phone: '025550100' };
  const number = country === 'CN' ? { registrationNumber: '91310000MA1K000000' } : {};
  const body = { address: places[country]!, contact, support, ...number };
  await ask(builder, admin, 'organization.change', { path: { id: organization }, body });
  await ask(builder, admin, 'location.open');
  if (part === 'network') return;
  const { items } = (await ask(builder, admin, 'location.list')) as unknown as { items: Record<string, string>[] };
  const partnerId = items.find(({ kind }) => kind === 'location')!.partnerId!;
  const selling = { purpose: 'selling', domain: `${slug}-csp.example`, country };
  const tenant = await ask(builder, admin, 'tenant.add', { body: selling });
  await ask(builder, admin, 'tenant.linkLocation', { path: { id: tenant.id }, body: { partnerId } });
  const enrolment = await ask(builder, operator, 'enrolment.start', { body: { kind: part, organization } });
  const path = { id: enrolment.id };
  await ask(builder, admin, 'enrolment.submit', { path, body: { language: player.people[0]!.language } });
  const token = builder.world.secrets.tokenFor('enrolmentMail', `${enrolment.id}|${mail}`);
  const confirmed = { confirmsEnrolment: true, confirmsAddress: true };
  await ask(builder, anyone, 'enrolment.confirm', { path: { token }, body: confirmed });
  await ask(builder, operator, 'enrolment.check', { path, body: { check: 'employment', result: 'passed' } });
  const proof = { documents: ['businessRegistration'], registeredName: name };
  await ask(builder, operator, 'enrolment.check', { path, body: { check: 'business', result: 'passed', ...proof } });
  await ask(builder, operator, 'enrolment.qualify', { path });
  const text = await ask(builder, admin, 'partnerAgreement.read', {
    path: { party: part === 'reseller' ? 'reseller' : 'transacting' },
  });
  const signed = { tenant: tenant.id, kind: part, edition: text.edition, confirmsAuthority: true };
  await ask(builder, admin, 'partnerAgreement.accept', { body: signed });
}

type Progress = (line: string) => void;
export type Building = {
  world: World;
  routes: readonly Route[];
  cast: readonly Player[];
  /** Called once the body that runs the cloud exists, so that the world knows it. */
  operatorFounded(): Promise<void>;
  say: Progress;
};

/** Once per cloud; the caller makes sure that it has no operator yet. */
export async function buildWorld({ world, routes, cast, operatorFounded, say }: Building): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  if (typeof passwordHash !== 'string') throw new Error('the password of the demo could not be hashed');
  const byName = new Map(routes.map((route) => [route.operation.name as string, route]));
  const builder: Builder = { world, routes: byName, passwordHash };
  const [first, ...others] = cast;
  const { admin: operator } = await found(builder, first!);
  await operatorFounded();
  for (const player of others) {
    const partner = await found(builder, player);
    if (player.part !== 'customer') await enrol(builder, player, { partner, operator });
    if (isPartner(player)) await staff(builder, player, partner.organization);
    say(`  ${world.cloud.id}: ${player.name}`);
  }
}
