// Every operation × every role × every side behaves through HTTP as docs/generated/policy.txt says, in every cloud.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../contract/operation.ts';
import { type Action, policy } from '../../server/access/policy.ts';
import { type Role, roles } from '../../server/access/roles.ts';
import type { DatedCloud } from '../../server/clouds/cloud.ts';
import { clouds } from '../../server/clouds/list.ts';
import { forEachEngine } from '../engines.ts';
import {
  type Answer,
  type As,
  actionOf,
  type Matrix,
  nowhere,
  openMatrix,
  operations,
  organizationAt,
  thingOf,
} from '../matrix.ts';
import { whoMay } from './printed-policy.ts';

/** Views of no kept thing: where each organization of the matrix stands when it looks at them. */
const standing: Record<string, (side: string) => readonly string[]> = {
  event: () => ['organization'],
  activity: () => ['organization'],
  head: () => ['organization'],
  receipt: () => ['organization'],
  resellerVetting: () => ['provider'],
  mailbox: () => [],
  product: (side) => ({ provider: ['seller'], partner: ['seller'], reseller: ['reseller'] })[side] ?? [],
  availability: (side) => ({ provider: ['seller'], partner: ['seller'] })[side] ?? [],
};
standing.sku = standing.product!;
standing.price = standing.product!;
standing.reseller = standing.availability!;

type Expected = 'passes' | 'forbidden' | 'unseen';
/** `docs/generated/policy.txt` is compared whole without HTTP; here `KONTOR_TEST_WHOLE=1` leaves nothing out. */
const isWhole = process.env.KONTOR_TEST_WHOLE === '1';
const alikeMax = 4;
let turn = 0;
type Case = { operation: Operation; as: As; expected: readonly Expected[] };

const isOpen = (may: ReadonlySet<string>) => may.has('anyone') || may.has('member');
const isByKey = ({ path }: Operation) => path.includes('{');
/** Whoever holds the secret in the path, or has proved the domain in it, stands at the side `bearer`. */
const isByBearer = ({ path }: Operation) => /\{(token|domain)\}/.test(path);

/** Nobody of the matrix has an account that one could do away with, nor a claim of one's own. */
const ofOwn = new Set(['person.erase', 'adminClaim.prove', 'adminClaim.withdraw']);

const ofActor = (operation: Operation, { action, cloud, side, role }: Asked): readonly Expected[] => {
  const may = whoMay(action, cloud.id);
  const at = (...places: readonly string[]) => places.some((place) => may.has(`${role}@${place}`));
  const thing = thingOf(operation);
  if (isOpen(may)) return ofOwn.has(operation.name) ? ['unseen'] : ['passes'];
  const stands = standing[operation.name.split('.')[0]!];
  const sides = thing ? [side] : (stands?.(side) ?? []);
  const places = [...sides, ...(side === 'operator' ? ['operator'] : []), ...(isByBearer(operation) ? ['bearer'] : [])];
  // Past its gate a view may have nothing to show: no head, no receipt, no such article.
  if (at(...places)) return thing ? ['passes'] : ['passes', 'unseen'];
  if (thing && isByKey(operation))
    return side === 'nowhere' && !isByBearer(operation) ? outsider(operation) : ['forbidden'];
  if (!thing && operation.path.includes('{id}') && places.length === 0) return ['unseen'];
  const isElsewhere = [...may].some((who) => who.startsWith(`${role}@`));
  // A list is empty, and a new thing is judged by its rules, for who might have the role at another side.
  return isElsewhere && (thing || !stands) ? ['passes', 'unseen', 'forbidden'] : ['forbidden'];
};
/** Where only who runs the cloud looks, others are told so without a look, whatever they ask for. */
const outsider = (operation: Operation): readonly Expected[] =>
  Object.keys(thingOf(operation)!.sides).length === 0 ? ['unseen', 'forbidden'] : ['unseen'];
type Asked = { action: Action; cloud: DatedCloud; side: string; role: Role };

const sidesFor = (operation: Operation): string[] => {
  const thing = thingOf(operation);
  const known = thing ? Object.keys(thing.sides) : ['provider', 'reseller', 'partner'];
  return [...known, 'operator', 'nowhere'];
};

function casesIn(cloud: DatedCloud, isFirst: boolean): Case[] {
  return operations.flatMap((operation) => {
    const action = actionOf(operation);
    if (!action) return [];
    // Only a feature makes clouds differ; the page proves that there is no other difference.
    const differs = policy[action].some((grant: string) => grant.includes(' if '));
    if (!isFirst && !differs) return [];
    return sidesFor(operation).flatMap((side) => {
      const all = roles.map((role) => ({
        operation,
        as: { role, organization: organizationAt(side) },
        expected: ofActor(operation, { action, cloud, side, role }),
      }));
      return isWhole ? all : someOf(all);
    });
  });
}

/** Every role for which something is expected of its own, and of those who fare alike a few, by turns. */
function someOf(cases: readonly Case[]): Case[] {
  const alike = new Map<string, Case[]>();
  for (const one of cases) alike.set(String(one.expected), [...(alike.get(String(one.expected)) ?? []), one]);
  return [...alike.values()].flatMap((group) => {
    turn += alikeMax;
    return Array.from({ length: Math.min(alikeMax, group.length) }, (_, i) => group[(turn + i) % group.length]!);
  });
}

/** What the gate says to who may not; every other no is a rule's, behind the gate. */
const gateSays = new Set(['not_permitted', 'global_admin_required', 'not_transacting_partner']);
const found = ({ status, code, body }: Answer): Expected | 'broken' | 'outside' => {
  if (status >= 500) return 'broken';
  if (status === 401) return 'outside';
  if (status === 404 && code === 'not_found') return 'unseen';
  if (status === 403 && gateSays.has(code ?? '')) return 'forbidden';
  return body === undefined && status >= 400 ? 'broken' : 'passes';
};

/** On a busy machine a lock may not be had in time, which says nothing of who may. */
async function askedPatiently(matrix: Matrix, { operation, as }: Pick<Case, 'operation' | 'as'>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await matrix.ask(operation, as);
    if (answer.code !== 'busy' || tries === 5) return answer;
  }
}

const atOnce = 12;
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = all[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of rest) await work(one);
    }),
  );
}

forEachEngine(
  (engine) => {
    describe.each(clouds.map((cloud, at) => [cloud.id, cloud, at === 0] as const))('In %s', (_, cloud, isFirst) => {
      let matrix: Matrix;
      beforeAll(async () => {
        matrix = await openMatrix(await engine.fresh(), cloud);
      });
      it('every role at every side fares as the page says', async () => {
        const wrong: string[] = [];
        // Previews of one thing wait for each other, so neighbours ask for different ones.
        const cases = casesIn(cloud, isFirst).sort((one, other) => (one.as.role < other.as.role ? -1 : 1));
        await each(cases, async ({ operation, as, expected }) => {
          const answer = await askedPatiently(matrix, { operation, as });
          const fared = found(answer);
          if ((expected as readonly string[]).includes(fared)) return;
          const { status, code } = answer;
          wrong.push(`${operation.name} ${as.role} of ${as.organization}: ${expected} but ${status} ${code}`);
        });
        expect(cases.length).toBeGreaterThan(100);
        expect(new Set(cases.map(({ as }) => as.role)).size).toBe(roles.length);
        expect(wrong.sort()).toEqual([]);
      });
    });

    describe('Before any role is looked at', () => {
      let matrix: Matrix;
      const closed = operations.filter(({ who }) => who !== 'anyone');
      beforeAll(async () => {
        matrix = await openMatrix(await engine.fresh(), clouds[0]!);
      });
      const codesOf = async (asked: readonly Operation[], as: As | undefined, headers = {}) => {
        const codes = new Map<string, string>();
        await each(asked, async (operation) => {
          const { status, code } = await matrix.ask(operation, as, { headers });
          codes.set(operation.name, `${status} ${code}`);
        });
        return [...new Set(codes.values())];
      };
      const boss: As = { role: 'globalAdmin', organization: nowhere };
      it('whoever has not signed in is asked to', async () =>
        expect(await codesOf(closed, undefined)).toEqual(['401 unauthenticated']));
      it('whoever proved no second factor is asked for it, where it is needed (SEC-001, SEC-003)', async () => {
        const guarded = closed.filter(({ secondFactor, who }) => secondFactor && who !== 'program');
        expect(guarded.length).toBeGreaterThan(100);
        expect(await codesOf(guarded, boss, { 'x-proof': 'none' })).toEqual(['401 second_factor_required']);
      });
      it('a program is refused what only people do, and a person what only programs do (SEC-006)', async () => {
        const forPeople = closed.filter(({ who }) => who === 'person');
        const forPrograms = closed.filter(({ who }) => who === 'program');
        expect(await codesOf(forPeople, { ...boss, kind: 'program' })).toEqual(['403 wrong_caller']);
        expect(await codesOf(forPrograms, { ...boss, kind: 'person' })).toEqual(['403 wrong_caller']);
      });
    });
  },
  ['postgresql'],
);
