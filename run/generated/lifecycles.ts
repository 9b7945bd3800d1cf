// The lifecycle of every thing as a table and a picture.
import type { AnyThing } from '../../server/platform/world/world.ts';

const node = (status: string): string => (status === 'nothing' ? '[*]' : status);

function picture({ lifecycle }: AnyThing): string {
  const arrows = new Map<string, string[]>();
  for (const [command, { from, to }] of Object.entries(lifecycle)) {
    for (const before of from) {
      for (const after of to) {
        const arrow = `${node(before)} --> ${node(after)}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), command]);
      }
    }
  }
  const lines = [...arrows].map(([arrow, commands]) => `    ${arrow}: ${commands.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

function table({ lifecycle }: AnyThing): string {
  const rows = Object.entries(lifecycle).map(
    ([command, { from, to }]) => `| \`${command}\` | ${from.join(', ')} | ${to.join(', ')} |`,
  );
  return ['| command | may follow | leads to |', '|---|---|---|', ...rows].join('\n');
}

export const printedLifecycles = (things: readonly AnyThing[]): string =>
  `${[
    '# Lifecycles',
    [
      'Which command may follow which status. Made by `npm run generate` from the tables in `state.ts`; *nothing* is',
      'what a creation starts from, and a command that may lead to several statuses is decided by its rule.',
    ].join('\n'),
    ...things.flatMap((thing) => [`## ${thing.name}`, picture(thing), table(thing)]),
  ].join('\n\n')}\n`;
