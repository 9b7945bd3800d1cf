// All measures by their numbers; those that share a stage are taken together.
import type { Found } from '../report.ts';
import { measure as commands } from './commands.ts';
import { measure as reads } from './reads.ts';

type Measure = { ids: readonly string[]; measure(wanted: readonly string[]): Promise<Found[]> };
export const measures: readonly Measure[] = [
  { ids: ['P1', 'P2'], measure: reads },
  { ids: ['P3', 'P4'], measure: commands },
];
/** Without a new clone of the packages and without the run of all tests. */
export const usual: readonly string[] = ['P1', 'P2', 'P3', 'P4'];
