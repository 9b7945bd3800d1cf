// What a lower room asks and higher rooms answer, all of them together.
import assert from 'node:assert/strict';
import type { Question } from '../../kernel/question.ts';
import type { Tx } from '../database/database.ts';
import type { Bound, Door } from './world.ts';

export const answering = <About, Answer>(
  { name }: Question<About, Answer>,
  answer: (tx: Tx, about: About) => Promise<readonly Answer[]>,
): Bound => ({ name, answer });

/** All rooms' answers together. A question that nobody answers is a mistake of the wiring, never "no". */
export async function ask<About, Answer>({ world, tx }: Door, { name }: Question<About, Answer>, about: About) {
  const rooms = world.answers.filter((bound) => bound.name === name);
  assert(rooms.length > 0, `nobody answers ${name}`);
  const answers = await Promise.all(rooms.map((room) => room.answer(tx, about as never)));
  return answers.flat() as Answer[];
}
