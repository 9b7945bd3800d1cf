// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { commands } from './commands.ts';
import { forgetMember } from './erasing.ts';
import { members } from './thing.ts';
import { views } from './views.ts';

export const room: Room = {
  name: 'members',
  tables: ['members'],
  joins: {
    users: 'what people are called, in one statement for a whole page of answers',
    api_clients: 'what programs are called, in the same statement',
    chain_heads: 'who shares a thread may know each other by name, in the same statement',
    jobs: 'the sealed name of who was erased is taken out of the work that erased it',
  },
  routes: [...commands, ...views],
  things: [members],
  answers,
  erasers: [forgetMember],
};
