// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { commands as carting } from './carts/commands.ts';
import { carts } from './carts/thing.ts';
import { views as cartViews } from './carts/views.ts';
import { commands as placing } from './orders/commands.ts';
import { orders } from './orders/thing.ts';
import { views as orderViews } from './orders/views.ts';
import { commands as wishing } from './wishes/commands.ts';
import { wishes } from './wishes/thing.ts';
import { views as wishViews } from './wishes/views.ts';

export const room: Room = {
  name: 'orders',
  routes: [...cartViews, ...carting, ...orderViews, ...placing, ...wishViews, ...wishing],
  things: [carts, orders, wishes],
  tables: ['carts', 'orders', 'wishes'],
};
