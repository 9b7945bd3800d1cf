// All measures by their numbers; those that share a stage are taken together.
import type { Found } from '../report.ts';
import { measure as commands } from './commands.ts';
import { measure as demo } from './demo.ts';
import { measure as preview } from './preview.ts';
import { measure as reads } from './reads.ts';
import { measure as sheet } from './sheet.ts';
import { measure as size } from './size.ts';
import { measure as tests } from './tests.ts';

type Measure = { ids: readonly string[]; measure(wanted: readonly string[]): Promise<Found[]> };
export const measures: readonly Measure[] = [
  { ids: ['P1', 'P2'], measure: reads },
  { ids: ['P3', 'P4'], measure: commands },
  { ids: ['P5'], measure: size },
  { ids: ['P6'], measure: preview },
  { ids: ['P7'], measure: sheet },
  { ids: ['U1', 'U2', 'U3'], measure: demo },
  { ids: ['U4'], measure: tests },
];
/** Without a new clone of the packages and without the run of all tests. */
export const usual: readonly string[] = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'U2', 'U3'];
