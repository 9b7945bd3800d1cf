// The pages of catalogue, orders and subscriptions in three languages, at four widths, light and dark.
import { judgeAll } from './judge.ts';
import { selling } from './shots/selling.ts';

judgeAll('the selling side', selling);
