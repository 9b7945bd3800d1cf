// Everything the wire can ask of this room.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as agreements } from './agreement-routes.ts';
import { routes as directory } from './directory.ts';
import { routes as enrolments } from './enrolment-routes.ts';
import { routes as profile } from './profile-routes.ts';
import { routes as review } from './review-routes.ts';
import { routes as tenants } from './tenant-routes.ts';

export const routes: readonly Route[] = [...profile, ...tenants, ...enrolments, ...review, ...agreements, ...directory];
