// Every cloud there is; adding one is a file of data and a line here.
import { china } from './china.ts';
import type { DatedCloud } from './cloud.ts';
import { germany } from './germany.ts';
import { usgov } from './usgov.ts';
import { worldwide } from './worldwide.ts';

export const clouds: readonly DatedCloud[] = [worldwide, usgov, china, germany];
