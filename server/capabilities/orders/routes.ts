// All routes of orders: carts, orders, purchase wishes.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as cartRoutes } from './carts/commands.ts';
import { routes as orderRoutes } from './orders/commands.ts';
import { routes as wishRoutes } from './wishes/commands.ts';

export const routes: readonly Route[] = [...cartRoutes, ...orderRoutes, ...wishRoutes];
