// The pages of every capability, for the command that takes their pictures.
import type { Shots } from '../shots.ts';
import { events } from './events.ts';
import { partnerships } from './partnerships.ts';
import { relationships } from './relationships.ts';
import { signups } from './signups.ts';

export const allShots: readonly Shots[] = [partnerships, events, relationships, signups];
