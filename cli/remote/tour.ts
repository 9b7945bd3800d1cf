// `kontor tour`: plays the story of a cloud against a running demo and explains each step.
import { Refused } from '../../contract/client.ts';
import { quoted } from '../../contract/example.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Preview } from '../../contract/preview.ts';
import { kebab, nounOf, pathNames, verbOf } from '../../contract/spelling.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import { fieldsOf, typed } from './fields.ts';
import { foretold } from './foretell.ts';
import { findPersona, operationNamed, type Persona, personasAt, type SignedIn, signInAs } from './personas.ts';
import { itemsOf, printAnswer } from './print.ts';
import { type Here, whereTo } from './session.ts';
import type { Call, Known, Step } from './tour-steps.ts';
import { type Story, storyFor } from './tour-story.ts';

type Tour = {
  here: Here;
  origin: string;
  /** As it was asked for, to be asked for again in what is shown as typed. */
  cloud: string | undefined;
  operations: readonly Operation[];
  isFast: boolean;
};

/** A demo has people to choose from, and nothing else does. */
const isDemo = (operations: readonly Operation[]): boolean =>
  ['persona.signIn', 'persona.list'].every((name) => operationNamed(operations, name));

/** The people of this cloud and what they can play, or why there is nothing to play. */
async function begun(place: Tour): Promise<{ people: readonly Persona[]; story: Story }> {
  const { say } = place.here;
  const { origin } = place;
  const people = isDemo(place.operations)
    ? await personasAt(place).catch((error: unknown) => {
        if (error instanceof Refused && error.problem.status === 404) return [];
        throw error;
      })
    : [];
  if (people.length === 0) throw new Stopped(say('tour.no_demo', { origin }), exitCodes.unreachable);
  const story = storyFor(people);
  if (!story) throw new Stopped(say('tour.nothing_to_play', { origin }), exitCodes.refused);
  return { people, story };
}

export async function tour(
  here: Here,
  operations: readonly Operation[],
  given: { cloud?: string; fast?: boolean },
): Promise<void> {
  const { say, terminal } = here;
  const { origin } = await whereTo(here, given);
  const isFast = given.fast === true || !terminal.ask;
  const place: Tour = { here, origin, cloud: given.cloud, operations, isFast };
  const { people, story } = await begun(place);
  terminal.print(say('tour.begins', { origin, steps: story.steps.length }));
  terminal.print(say(`tour.about.${story.key}`, story.cast));
  let known: Known = {};
  for (const [at, step] of story.steps.entries()) {
    known = await played(place, { step, number: at + 1, people, cast: story.cast }, known);
  }
  terminal.print(`\n${say('tour.ends')}`);
}

type Playing = { step: Step; number: number; people: readonly Persona[]; cast: Story['cast'] };
async function played(place: Tour, { step, number, people, cast }: Playing, known: Known): Promise<Known> {
  const { say, terminal } = place.here;
  const persona = findPersona(people, step.by)!;
  terminal.print(`\n${number}. ${say(`tour.${step.key}.title`, cast)}\n${say(`tour.${step.key}.explains`, cast)}`);
  if (!place.isFast) await terminal.ask?.(say('tour.next'));
  const signedIn = await signInAs(place, persona, step.by);
  let learned = known;
  for (const call of step.calls) learned = { ...learned, ...(await called(place, { call, signedIn }, learned)) };
  return learned;
}

/** As this very command line was called, so that what is shown works in the same shell. */
const calledAs = ({ npm_command: by }: Here['terminal']['environment']): string =>
  ({ exec: 'npx kontor', 'run-script': 'npm run -s kontor --' })[by ?? ''] ?? 'kontor';

type Made = { path: Record<string, string>; query: Record<string, unknown>; body: Record<string, unknown> };
/** The same call as a person would type it, ready to be pasted into a shell. */
function asTyped({ here, cloud }: Tour, operation: Operation, { path, query, body }: Made): string {
  const names = pathNames(operation.path).map((name) => path[name] ?? '');
  const words = [
    kebab(nounOf(operation)),
    kebab(verbOf(operation)),
    ...names,
    ...typed(fieldsOf(operation.method === 'POST' ? operation.body : operation.query), {
      ...query,
      ...body,
    }),
    ...(cloud ? ['--cloud', cloud] : []),
  ];
  return `${calledAs(here.terminal.environment)} ${words.map(quoted).join(' ')}`;
}

const triesMax = 240;
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

const picked = (row: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));
/** What the story is about; the whole answer is one command away. */
function only(answer: Record<string, unknown>, names: readonly string[] | undefined): Record<string, unknown> {
  if (!names) return answer;
  const items = itemsOf(answer);
  return items ? { items: items.map((item) => picked(item, names)) } : picked(answer, names);
}

type Calling = { call: Call; signedIn: SignedIn };
async function called(place: Tour, { call, signedIn }: Calling, known: Known): Promise<Known> {
  const { here, operations } = place;
  const { terminal, say } = here;
  const operation = operationNamed(operations, call.operation)!;
  const path = call.path?.(known) ?? {};
  const body = call.body?.(known) ?? {};
  const query = call.query?.(known) ?? {};
  const { client, persona } = signedIn;
  terminal.print(`\n# ${persona.displayName}\n${asTyped(place, operation, { path, query, body })}`);
  try {
    if (call.isPreviewed) {
      const preview: Preview = await client.preview(operation, { path, body } as never);
      terminal.print(foretold(preview, say));
    }
    const ask = async () => (await client.call(operation, { path, query, body } as never)) as Record<string, unknown>;
    const answer = await meant(ask, call.until ?? (() => true), here.patience);
    printAnswer(only(answer, call.shows), { output: 'table', terminal, say });
    return call.keeps?.(answer) ?? {};
  } catch (error) {
    if (error instanceof Refused) terminal.tell(say('tour.refused'));
    throw error;
  }
}
