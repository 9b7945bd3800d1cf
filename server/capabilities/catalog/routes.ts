// All routes of the catalogue, by what they are about.
import type { Route } from '../../platform/wire/operations.ts';
import { routes as imports } from '../price-sheets/views.ts';
import { routes as availability } from './availability/views.ts';
import { routes as offers } from './items/views.ts';
import { routes as pinned } from './pinned-offers/commands.ts';
import { routes as qualifications } from './qualifications/commands.ts';

export const routes: readonly Route[] = [...imports, ...offers, ...pinned, ...availability, ...qualifications];
