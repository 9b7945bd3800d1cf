// Which command records which events, and what follows from them in higher rooms.
import type { Cause, Consequence } from './causes.ts';

type Graph = { causes: readonly Cause[]; consequences: readonly Consequence[] };

/** The ways by which an event leads back to itself; there must be none. */
export function circles({ causes, consequences }: Graph): string[] {
  const next = (event: string): string[] => {
    const actions = consequences.filter(({ on }) => on === event).flatMap((one) => one.actions);
    return causes.filter(({ action }) => actions.includes(action)).flatMap(({ events }) => events);
  };
  const done = new Set<string>();
  const follow = (event: string, way: readonly string[]): string[] => {
    if (way.includes(event)) return [[...way.slice(way.indexOf(event)), event].join(' → ')];
    if (done.has(event)) return [];
    const found = next(event).flatMap((one) => follow(one, [...way, event]));
    done.add(event);
    return found;
  };
  return [...new Set(consequences.map(({ on }) => on))].flatMap((event) => follow(event, []));
}

const node = (name: string): string => `${name.replaceAll('.', '_')}["${name}"]`;

function picture({ causes, consequences }: Graph): string {
  const arrows = consequences.flatMap(({ on, actions }) =>
    actions.flatMap((action) => {
      const events = causes.find((one) => one.action === action)?.events ?? [];
      return events.map((event) => `    ${node(on)} -- ${action} --> ${node(event)}`);
    }),
  );
  return ['```mermaid', 'flowchart LR', ...arrows, '```'].join('\n');
}

function table({ causes, consequences }: Graph, room: string): string {
  const rows = causes
    .filter((one) => one.room === room)
    .flatMap(({ action, events }) =>
      events.map((event) => {
        const follows = consequences.filter(({ on }) => on === event);
        const what = follows.map((one) => `${one.room}: ${one.actions.map((each) => `\`${each}\``).join(', ')}`);
        return `| \`${event}\` | \`${action}\` | ${what.join('; ')} |`;
      }),
    );
  return ['| event | recorded by | what follows |', '|---|---|---|', ...rows].join('\n');
}

export function printedEvents(graph: Graph): string {
  const rooms = [...new Set(graph.causes.map(({ room }) => room))];
  const follows = graph.consequences.length > 0 ? picture(graph) : 'No room listens to another one yet.';
  return `${[
    '# Events',
    [
      'What is recorded, by which command, and what a higher room does because of it in the same transaction. Made by',
      '`npm run generate` from the tables in `state.ts` and the reactions.',
    ].join('\n'),
    '## What follows from what',
    follows,
    ...rooms.flatMap((room) => [`## ${room}`, table(graph, room)]),
  ].join('\n\n')}\n`;
}
