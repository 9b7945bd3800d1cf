// The pages of team in three languages, at four widths, light and dark.
import { judgeAll } from './judge.ts';
import { team } from './shots/team.ts';

judgeAll('team', team);
