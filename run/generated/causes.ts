// What causes what, read from the values themselves: lifecycles say which events a command records, reactions what
// follows from them.
import type { Room } from '../../server/platform/wire/room.ts';

export type Cause = { room: string; action: string; events: readonly string[] };
export type Consequence = { room: string; on: string; actions: readonly string[] };

/** In the order of rooms, and of the commands in their tables. */
export const causesIn = (rooms: readonly Room[]): Cause[] =>
  rooms.flatMap(({ name: room, things = [] }) =>
    things.flatMap(({ name, lifecycle }) =>
      Object.entries(lifecycle).map(([command, { emits }]) => ({ room, action: `${name}.${command}`, events: emits })),
    ),
  );

export const consequencesIn = (rooms: readonly Room[]): Consequence[] =>
  rooms.flatMap(({ name: room, reactions = [] }) =>
    reactions.map(({ on, does }) => ({
      room,
      on,
      actions: does.map(({ thing, command }) => `${thing.name}.${command}`),
    })),
  );
