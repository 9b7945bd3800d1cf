// Opens a cloud's world for tests, with organizations and people in it, and calls it through HTTP as one of them.
import sql from 'sql-template-tag';
import type { Role } from '../server/access/roles.ts';
import type { PartnerKind } from '../server/capabilities/organizations/enrolment/state.ts';
import { findOperator } from '../server/capabilities/organizations/offers.ts';
import type { DatedCloud } from '../server/clouds/cloud.ts';
import { worldwide } from '../server/clouds/worldwide.ts';
import type { Database, Statement } from '../server/platform/database/database.ts';
import { serve } from '../server/platform/wire/server.ts';
import { linkOf } from '../server/platform/work/jobs.ts';
import type { Caller, Mail, World } from '../server/platform/world/world.ts';
import { routes } from '../server/rooms.ts';
import { makeWorld } from '../server/world.ts';
import { cast, now } from './cast.ts';

type Organization = keyof typeof cast;
type People = Readonly<Record<string, readonly [Organization, Role]>>;
/** Each person's organization and role; whoever is named like an organization is its global admin. */
const people: People = {
  operator: ['meridian', 'operatorAdmin'],
  saebyeok: ['saebyeok', 'globalAdmin'],
  sena: ['saebyeok', 'salesAgent'],
  miru: ['miru', 'globalAdmin'],
  jiwoo: ['miru', 'adminAgent'],
  oaktrail: ['oaktrail', 'globalAdmin'],
};
/** As what an organization is active already, with the agreement signed; the id is `enr_` and its name. */
type Enrolled = Readonly<Partial<Record<Organization, PartnerKind>>>;
export type Answer = { status: number; body: any; headers?: any };
export type Office = {
  database: Database;
  world: World;
  /** `GET` without a body, `POST` with one; nobody is signed in when `by` is undefined. */
  call(by: string | undefined, path: string, body?: object): Promise<Answer>;
  /** Sets the business clock. */
  turn(to: string): void;
  lastMail(): Promise<Mail>;
};

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };
const origin = 'http://localhost:4800';
const anyone: Caller = { kind: 'anyone', id: 'anyone', organization: '', secondFactor: false };

/** Makes somebody a member, without the ways of the product. */
export const joining = ({ user, organization, role }: { user: string; organization: string; role: Role }): Statement =>
  sql`insert into members
    (id, version, status, organization_id, user_id, roles, name, display_name, is_guest, created_at)
    values (${`mem_${user}_${organization}`}, 1, 'active', ${organization}, ${user}, ${[role]},
      ${user}, ${user}, false, ${now})`;

type Populating = { enrolled: Enrolled; everybody: People; country: string | undefined };
async function populate(database: Database, { enrolled, everybody, country: only }: Populating): Promise<void> {
  const known = Object.entries(cast) as [Organization, (typeof cast)[Organization]][];
  await database.transaction(async (tx) => {
    for (const [key, { id, name, country }] of known) {
      const kind = key === 'meridian' ? 'operator' : 'company';
      tx.write(sql`insert into organizations (id, version, status, kind, name, name_lower, country)
        values (${id}, 1, 'active', ${kind}, ${name}, ${name.toLowerCase()}, ${only ?? country})`);
      if (enrolled[key]) {
        tx.write(sql`insert into enrolments (id, version, status, kind, organization_id, agreement_edition)
          values (${`enr_${key}`}, 1, 'active', ${enrolled[key]}, ${id}, '2019-09')`);
      }
    }
    for (const [user, [organization, role]] of Object.entries(everybody)) {
      tx.write(joining({ user, organization: cast[organization].id, role }));
    }
  });
}

type Asking = { headers: Record<string, unknown> };
const authenticating =
  (everybody: People) =>
  async (_world: World, { headers }: Asking): Promise<Caller> => {
    const id = String(headers['x-by']);
    const [organization] = everybody[id] ?? [];
    if (!organization) return anyone;
    return { kind: 'person', id, organization: cast[organization].id, secondFactor: true, hasFreshProof: true };
  };

/** The mail as it will be delivered: its link is made only then. */
export const delivered = (world: World, mail: Mail): Mail =>
  mail.link ? { ...mail, values: { ...mail.values, link: linkOf(world, mail.link) } } : mail;

const lastMailIn = async (world: World): Promise<Mail> => {
  const [last] = await world.database.read((tx) =>
    tx.query<{ payload: Mail }>(
      sql`select payload from jobs where kind = 'mail' order by created_at desc, id desc limit 1`,
    ),
  );
  return delivered(world, last!.payload);
};

/** More people, or another cloud, in which all of them are at home in one country. */
type Elsewhere = { more?: People; cloud?: DatedCloud; country?: string };
export async function openOffice(
  database: Database,
  enrolled: Enrolled = {},
  { more = {}, cloud = worldwide, country }: Elsewhere = {},
): Promise<Office> {
  const everybody = { ...people, ...more };
  await populate(database, { enrolled, everybody, country });
  let business = now;
  const operator = await database.read(findOperator);
  const clock = { business: () => business, wall: () => new Date() };
  const making = { cloud, database, clock, origin, secret: 'test', limits };
  const world = makeWorld({ ...making, operator: () => operator });
  const app = serve({ worlds: [world], routes, authenticate: authenticating(everybody) });
  return {
    database,
    world,
    turn: (to) => {
      business = new Date(to);
    },
    call: async (by, path, body) => {
      const answer = await app.inject({
        method: body ? 'POST' : 'GET',
        url: `/api/v1/${path}`,
        ...(body && { payload: body }),
        headers: { host: new URL(origin).host, ...(by && { 'x-by': by }) },
      });
      return { status: answer.statusCode, body: answer.body ? answer.json() : undefined, headers: answer.headers };
    },
    lastMail: () => lastMailIn(world),
  };
}

/** The codes of a refusal on the wire, in order. */
export const codesOf = ({ body }: Answer): string[] => [
  body.code,
  ...(body.also ?? []).map(({ code }: { code: string }) => code),
];
