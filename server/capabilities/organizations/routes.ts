// Everything the wire can ask of this room.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as agreements } from './agreement/commands.ts';
import { routes as enrolments } from './enrolment/commands.ts';
import { routes as review } from './enrolment/reviewing.ts';
import { routes as profile } from './organization/commands.ts';
import { routes as directory } from './organization/views.ts';
import { routes as tenants } from './tenant/commands.ts';

export const routes: readonly Route[] = [...profile, ...tenants, ...enrolments, ...review, ...agreements, ...directory];
