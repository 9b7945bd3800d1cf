// All routes of this room, in the order in which somebody meets them.
import type { Route } from '../platform/wire/operations.ts';
import { routes as account } from './account.ts';
import { routes as interactions } from './interactions.ts';
import { routes as programs } from './programs/commands.ts';
import { routes as signIn } from './sign-in.ts';
import { routes as support } from './support/commands.ts';

export const routes: readonly Route[] = [...signIn, ...account, ...interactions, ...programs, ...support];
