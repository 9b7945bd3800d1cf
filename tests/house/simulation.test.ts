// Random commands by random people, the clock jumping: whatever they do, what must hold holds. Long: npm run simulate.
import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../engines.ts';
import { chance, steadySeed } from '../seeded.ts';
import { drawn, type Move } from '../simulation/moves.ts';
import { play, shortest } from '../simulation/play.ts';

const moves = 160;

describe('What fails', () => {
  it('is shortened to the moves that it takes', async () => {
    const all: Move[] = [...'abcdefgh'].map((name) => ({ name, choice: 0 }));
    const fails = async (some: readonly Move[]) => ['c', 'g'].every((one) => some.some(({ name }) => name === one));
    expect((await shortest(all, fails)).map(({ name }) => name)).toEqual(['c', 'g']);
  });
});

forEachEngine(
  (engine) => {
    it(`${moves} random moves leave what must hold as it is`, async () => {
      const by = chance(steadySeed());
      const played = await play(await engine.fresh(), drawn(by, moves));
      expect(played.failure, `KONTOR_TEST_SEED=${by.seed}; npm run simulate finds the shortest way`).toBeUndefined();
      expect(played.done, `KONTOR_TEST_SEED=${by.seed}`).toBeGreaterThan(10);
    });
  },
  ['postgresql'],
);
