// SEC-013: whatever an outsider asks for, it gets nothing of others, not even that there is such a thing.
import { expect, it } from 'vitest';
import { worldwide } from '../../server/clouds/worldwide.ts';
import { forEachEngine } from '../engines.ts';
import { openMatrix } from '../matrix.ts';
import { leakIn, probe } from '../probes.ts';
import { chance, steadySeed } from '../seeded.ts';

const probes = 600;
const atOnce = 16;

forEachEngine(
  (engine) => {
    it(`finds nothing by ${probes} probes (SEC-013, REL-121)`, async () => {
      const matrix = await openMatrix(await engine.fresh(), worldwide);
      const by = chance(steadySeed());
      const all = Array.from({ length: probes }, () => probe(by));
      const leaks: string[] = [];
      const rest = all[Symbol.iterator]();
      const ask = async () => {
        for (const one of rest) {
          const leak = leakIn(one, await matrix.ask(one.operation, one.as, one.asked));
          if (leak) leaks.push(`${one.operation.name} by ${one.as.role} ${JSON.stringify(one.asked)}: ${leak}`);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, ask));
      expect(leaks, `KONTOR_TEST_SEED=${by.seed}`).toEqual([]);
    });
  },
  ['postgresql'],
);
