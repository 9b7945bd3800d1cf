// What people do about their own account, in the order in which they meet it.
import type { Route } from '../platform/wire/operations.ts';
import { routes as account } from './account.ts';
import { routes as interactions } from './interactions.ts';
import { routes as signIn } from './sign-in.ts';

export const routes: readonly Route[] = [...signIn, ...account, ...interactions];
