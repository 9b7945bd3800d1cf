// Our promise about who takes part: organizations, locations, tenants, enrolments, partner agreements, the directory.
import { operations as agreements } from './organizations/agreements.ts';
import { operations as directory } from './organizations/directory.ts';
import { operations as enrolments } from './organizations/enrolments.ts';
import { operations as locations } from './organizations/locations.ts';
import { operations as profile } from './organizations/profile.ts';
import { operations as tenants } from './organizations/tenants.ts';

export const operations = [...profile, ...locations, ...tenants, ...enrolments, ...agreements, ...directory];
