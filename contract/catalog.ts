// Our promise about the catalogue: imports of price sheets, what can be bought, and what customers are qualified for.

import { operations as offers } from './catalog/offers.ts';
import { operations as pinned } from './catalog/pinned.ts';
import { operations as qualifications } from './catalog/qualifications.ts';
import { operations as imports } from './price-sheets.ts';

export const operations = [...imports, ...offers, ...pinned, ...qualifications];
