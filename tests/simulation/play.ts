// Plays moves one after the other and looks after each whether all that must hold still holds; shortens what fails.

import sql from 'sql-template-tag';
import type { Database } from '../../server/platform/database/database.ts';
import { runDue } from '../../server/platform/door/schedule.ts';
import { schedules } from '../../server/rooms.ts';
import { type Shop, shopIn } from '../buying.ts';
import type { Answer } from '../customers.ts';
import { chance } from '../seeded.ts';
import { boughtIn, broken, touched } from './invariants.ts';
import { type Call, type Known, type Move, makes, waiting } from './moves.ts';

type Failure = { at: number; what: string };
type Kept = { by: Parameters<Shop['get']>[0]; path: string; at: Date; facts: string };
export type Played = { done: number; refused: number; failure?: Failure };

const dayMs = 86_400_000;
const everyMoves = 40;
const keptMax = 12;
/** Chance that no choice of a move uses. */
const salt = 0x5eed;

const factsOf = ({
  commands: _commands,
  asOf: _asOf,
  rules: _rules,
  links: _links,
  ...facts
}: Record<string, unknown>) => JSON.stringify(facts);
const ask = (shop: Shop, { by, path, body }: Call, query = ''): Promise<Answer> =>
  by === 'vendor' ? shop.vendor(`${path}${query}`, { body }) : shop.post(by, `${path}${query}`, { body });
const codesOf = (reasons: readonly { code: string }[] = []) => reasons.map(({ code }) => code).join(' ');
const refusalOf = ({ status, body }: Answer) => (status < 400 ? '' : codesOf([body, ...(body.also ?? [])]));

/** A preview says what then happens: the same refusals, or the same status of the same kinds of things. */
function foretold(preview: Answer, done: Answer): string | undefined {
  if (preview.status >= 500 || done.status >= 500) return `answers ${Math.max(preview.status, done.status)}`;
  const said = preview.status < 400 ? codesOf(preview.body.would?.refusals) : refusalOf(preview);
  if (said !== refusalOf(done)) return `foretold "${said}", and then "${refusalOf(done)}"`;
  if (preview.status >= 400 || done.status >= 400 || done.body.status === undefined) return undefined;
  const statuses: unknown[] = preview.body.would.states.map(({ status }: { status: unknown }) => status);
  return statuses.includes(done.body.status) ? undefined : `foretold ${statuses.join()}, and then ${done.body.status}`;
}

const changesWhatIsBought = ({ path }: Call) => /^\/(subscriptions|carts)\//.test(path);

type Table = { shop: Shop; known: Known; kept: Kept[] };

async function moved({ shop, known, kept }: Table, call: Call): Promise<{ answer: Answer; wrong: string | undefined }> {
  const before = await boughtIn(shop.database);
  const preview = await ask(shop, call, '?preview=true');
  const answer = await ask(shop, call);
  const after = await boughtIn(shop.database);
  const foreign = changesWhatIsBought(call) ? [] : touched(before, after);
  const isSold = before.some((one) => after.find(({ id }) => id === one.id)?.partner_id !== one.partner_id);
  const wrong =
    foretold(preview, answer) ??
    (foreign.length > 0 ? `changed what was bought: ${foreign[0]}` : undefined) ??
    (isSold ? 'moved a subscription to another partner' : undefined);
  const { id, link } = (answer.body ?? {}) as { id?: string; link?: string };
  if (answer.status === 201 && link) known.links.push(link);
  if (answer.status < 400 && id && call.by !== 'vendor' && kept.length < keptMax) {
    const path = `/${call.path.split('/')[1]}/${id}`;
    const seen = await shop.get(call.by, path);
    if (seen.status === 200) kept.push({ by: call.by, path, at: new Date(shop.clock.now), facts: factsOf(seen.body) });
  }
  return { answer, wrong };
}

/** What was is what is told of it later. */
async function remembered({ shop, kept }: Table): Promise<string | undefined> {
  for (const { by, path, at, facts } of kept) {
    const then = await shop.get(by, `${path}?asOf=${new Date(at.getTime() + 500).toISOString()}`);
    if (then.status !== 200) continue; // Who has lost the role today is told nothing of then.
    if (factsOf(then.body) !== facts)
      return `${path} as of ${at.toISOString()}: ${factsOf(then.body)}, but it was ${facts}`;
  }
  kept.length = 0;
  return undefined;
}

/** The people of the stories have roles; some moves are about their accounts. */
const accounts = (database: Database): Promise<void> =>
  database.transaction(async (tx) =>
    tx.write(sql`insert into users (id, name, display_name, language, status, is_persona, temporary_issue, created_at)
      select distinct user_id, user_id || '@miru.example', user_id, 'en', 'active', false, 0, now() from members`),
  );

export async function play(database: Database, moves: readonly Move[]): Promise<Played> {
  const shop = await shopIn(database);
  await shop.partner('saebyeok', 'miru');
  await shop.partner('saebyeok', 'oaktrail');
  await accounts(database);
  const table: Table = { shop, known: { links: [], seen: [] }, kept: [] };
  const played = { done: 0, refused: 0 };
  for (const [at, { name, choice }] of moves.entries()) {
    const failed = (what: string): Played => ({ ...played, failure: { at, what: `${name}: ${what}` } });
    const by = chance(choice ^ salt);
    shop.clock.now = new Date(shop.clock.now.getTime() + 1_000 + (name === waiting ? by.below(60) * dayMs : 0));
    const call = await makes[name]?.(by, shop, table.known);
    if (name === waiting) await runDue(shop.world, schedules);
    if (call) {
      const { answer, wrong } = await moved(table, call);
      if (answer.status < 400) played.done += 1;
      else played.refused += 1;
      if (wrong) return failed(`${call.by} ${call.path} ${JSON.stringify(call.body)}: ${wrong}`);
    }
    if (at % everyMoves !== everyMoves - 1 && at !== moves.length - 1) continue;
    const what = (await remembered(table)) ?? (await broken(shop.database));
    if (what) return failed(what);
  }
  return played;
}

/** Leaves out whatever is not needed to fail: halves first, then single moves. */
export async function shortest(
  moves: readonly Move[],
  fails: (moves: readonly Move[]) => Promise<boolean>,
): Promise<Move[]> {
  let kept = [...moves];
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length; ) {
      const without = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (without.length < kept.length && (await fails(without))) kept = without;
      else from += size;
    }
  }
  return kept;
}
