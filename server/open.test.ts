// What an installation is stands for all its clouds, and is looked at before anything is touched.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ownSettings } from '../tests/running.ts';
import { openClouds, openEngine, WrongMode } from './open.ts';
import { readSettings } from './platform/settings/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = () => undefined;

describe.each(['embedded', 'postgresql'] as const)('An installation on %s', (kind) => {
  it('that was a demo in one cloud serves no other cloud as production, and is left as it was', async () => {
    const { environment, remove } = await ownSettings(kind, { KONTOR_CLOUDS: 'germany' });
    const settings = readSettings(environment);
    const engine = await openEngine(settings);
    const own = `nspname !~ '^(pg_|information_schema$|public$)'`;
    const schemas = () =>
      engine
        .schema('public')
        .read((tx) => tx.query({ text: `select nspname from pg_namespace where ${own}`, values: [] }));
    await openClouds(engine, settings, { root, say });
    const other = { ...settings, mode: 'production', clouds: ['worldwide'] } as const;
    await expect(openClouds(engine, other, { root, say })).rejects.toThrow(WrongMode);
    expect(await schemas()).toEqual(settings.clouds.map((nspname) => ({ nspname })));
    await engine.close();
    await remove();
  });
});
