// Prints a preview: what will happen, what will not, and what stands in the way.
import type { Preview } from '../../contract/preview.ts';
import { verbOf } from '../../contract/spelling.ts';
import type { Say } from '../terminal.ts';
import { harmless, shortly } from './text.ts';

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [title, ...lines.map((line) => `  - ${harmless(line)}`)] : [];

/** A thing by the name of one of its parties, if it has any, and by its status. */
const stateLine = ({ thing, id, status }: Preview['would']['states'][number]): string => `${thing} ${id}: ${status}`;

export function foretold({ would, why }: Preview, say: Say): string {
  const { states, events, access, money, deadlines, unchanged, refusals } = would;
  const eventLine = ({ type }: { type: string }) =>
    `${type.slice(0, type.indexOf('.'))} ${verbOf({ name: type as `${string}.${string}` })}`;
  const lines = [
    ...section(
      say('preview.refusals'),
      refusals.map(({ says, mend }) => `${says} ${mend}`),
    ),
    ...section(say('preview.states'), states.map(stateLine)),
    ...section(say('preview.events'), events.map(eventLine)),
    ...section(say('preview.access'), access),
    ...section(say('preview.money'), money),
    ...section(say('preview.deadlines'), deadlines),
    ...section(say('preview.unchanged'), unchanged),
    ...(why ? [say('preview.why', { why: shortly(why) })] : []),
  ];
  return lines.join('\n');
}
