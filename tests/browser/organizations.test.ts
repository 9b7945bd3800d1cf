// The pages of organizations in three languages, at four widths, light and dark.
import { judgeAll } from './judge.ts';
import { organizations } from './shots/organizations.ts';

judgeAll('organizations', organizations);
