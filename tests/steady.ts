// Before every test file: what is drawn at random is the same each time, unless another seed is wished.
import { configureGlobal } from 'fast-check';
import { steadySeed } from './seeded.ts';

configureGlobal({ seed: steadySeed() });
