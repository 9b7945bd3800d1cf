// The pages of every capability, for the command that takes their pictures.
import type { Shots } from '../shots.ts';
import { events } from './events.ts';
import { operating } from './operating.ts';
import { organizations } from './organizations.ts';
import { partnerships } from './partnerships.ts';
import { relationships } from './relationships.ts';
import { selling } from './selling.ts';
import { team } from './team.ts';

export const allShots: readonly Shots[] = [
  partnerships,
  relationships,
  selling,
  events,
  organizations,
  team,
  operating,
];
