// `kontor tour`: plays the two-tier story against a running demo and explains each step.
import { Refused } from '../../contract/client.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Preview } from '../../contract/preview.ts';
import { kebab, nounOf, pathNames, verbOf } from '../../contract/spelling.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import { fieldsOf, typed } from './fields.ts';
import { foretold } from './foretell.ts';
import { findPersona, operationNamed, type Persona, personasAt, type SignedIn, signInAs } from './personas.ts';
import { printAnswer } from './print.ts';
import { type Here, whereTo } from './session.ts';
import { type Call, type Known, type Step, story } from './tour-story.ts';

type Tour = { here: Here; origin: string; operations: readonly Operation[]; isFast: boolean };

/** The steps from the beginning on that this server can do. */
function offered(steps: readonly Step[], operations: readonly Operation[]): readonly Step[] {
  const has = (name: string) => operationNamed(operations, name) !== undefined;
  const end = steps.findIndex(({ calls }) => !calls.every(({ operation }) => has(operation)));
  return has('persona.signIn') && has('persona.list') ? (end < 0 ? steps : steps.slice(0, end)) : [];
}

export async function tour(
  here: Here,
  operations: readonly Operation[],
  given: { cloud?: string; fast?: boolean },
): Promise<void> {
  const { say, terminal } = here;
  const { origin } = await whereTo(here, given);
  const place: Tour = { here, origin, operations, isFast: given.fast === true || !terminal.ask };
  const steps = offered(story, operations);
  const people = steps.length > 0 ? await personasAt(place) : [];
  if (people.length === 0) throw new Stopped(say('tour.no_demo', { origin }), exitCodes.unreachable);
  terminal.print(say('tour.begins', { origin, steps: steps.length }));
  let known: Known = {};
  for (const [at, step] of steps.entries()) {
    known = await played(place, { step, number: at + 1, people }, known);
  }
  terminal.print(`\n${say(steps.length < story.length ? 'tour.ends_early' : 'tour.ends')}`);
}

type Playing = { step: Step; number: number; people: readonly Persona[] };
async function played(place: Tour, { step, number, people }: Playing, known: Known): Promise<Known> {
  const { say, terminal } = place.here;
  const persona = findPersona(people, step.by);
  if (!persona) throw new Stopped(say('tour.nobody', { organization: step.by.organization }), exitCodes.failed);
  terminal.print(`\n${number}. ${say(`tour.${step.key}.title`)}\n${say(`tour.${step.key}.explains`)}`);
  if (!place.isFast) await terminal.ask?.(say('tour.next'));
  const signedIn = await signInAs(place, persona, step.by);
  let learned = known;
  for (const call of step.calls) learned = { ...learned, ...(await called(place, { call, signedIn }, learned)) };
  return learned;
}

/** The same call as a person would type it. */
function asTyped(operation: Operation, path: Record<string, string>, body: Record<string, unknown>): string {
  const names = pathNames(operation.path).map((name) => path[name] ?? '');
  const words = [
    kebab(nounOf(operation)),
    kebab(verbOf(operation)),
    ...names,
    ...typed(fieldsOf(operation.body), body),
  ];
  return `$ kontor ${words.join(' ')}`;
}

const triesMax = 40;
const betweenMs = 250;
/** The vendor's system needs a moment; whoever waits too long sees how far it is. */
async function meant<A>(ask: () => Promise<A>, isMeant: (answer: A) => boolean, { pause }: Here['patience']) {
  let answer = await ask();
  for (let tries = 1; tries < triesMax && !isMeant(answer); tries += 1) {
    await pause(betweenMs);
    answer = await ask();
  }
  return answer;
}

type Calling = { call: Call; signedIn: SignedIn };
async function called({ here, operations }: Tour, { call, signedIn }: Calling, known: Known): Promise<Known> {
  const { terminal, say } = here;
  const operation = operationNamed(operations, call.operation)!;
  const path = call.path?.(known) ?? {};
  const body = call.body?.(known) ?? {};
  const query = call.query?.(known) ?? {};
  const { client, persona } = signedIn;
  terminal.print(`\n${persona.displayName} ${asTyped(operation, path, body)}`);
  try {
    if (call.isPreviewed) {
      const preview: Preview = await client.preview(operation, { path, body } as never);
      terminal.print(foretold(preview, say));
    }
    const ask = async () => (await client.call(operation, { path, query, body } as never)) as Record<string, unknown>;
    const answer = await meant(ask, call.until ?? (() => true), here.patience);
    printAnswer(answer, { output: 'table', terminal, say });
    return call.keeps?.(answer) ?? {};
  } catch (error) {
    if (error instanceof Refused) terminal.tell(say('tour.refused'));
    throw error;
  }
}
