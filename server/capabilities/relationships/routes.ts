// Every way in which the wire reaches invitations, consents and relationships.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as answering } from './answering.ts';
import { routes as creating } from './creating.ts';
import { routes as customers } from './customers.ts';
import { routes as inviting } from './inviting.ts';
import { routes as opening } from './opening.ts';
import { routes as relating } from './relating.ts';

export const routes: readonly Route[] = [...inviting, ...opening, ...answering, ...creating, ...relating, ...customers];
