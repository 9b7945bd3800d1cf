// All routes of orders: carts, orders, purchase wishes.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as cartRoutes } from './carting.ts';
import { routes as orderRoutes } from './placing.ts';
import { routes as wishRoutes } from './wishing.ts';

export const routes: readonly Route[] = [...cartRoutes, ...orderRoutes, ...wishRoutes];
