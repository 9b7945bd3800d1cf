// Every way in which the wire reaches invitations, consents and relationships.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as creating } from './customer/commands.ts';
import { routes as customers } from './customer/views.ts';
import { routes as answering } from './invitation/answering.ts';
import { routes as inviting } from './invitation/commands.ts';
import { routes as opening } from './invitation/opening.ts';
import { routes as relating } from './relationship/commands.ts';

export const routes: readonly Route[] = [...inviting, ...opening, ...answering, ...creating, ...relating, ...customers];
