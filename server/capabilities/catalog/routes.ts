// All routes of the catalogue, by what they are about.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as availability } from './availability.ts';
import { routes as imports } from './import-routes.ts';
import { routes as offers } from './offers.ts';
import { routes as pinned } from './pinned.ts';
import { routes as qualifications } from './qualifications.ts';

export const routes: readonly Route[] = [...imports, ...offers, ...pinned, ...availability, ...qualifications];
