// What an installation is stands for all its clouds, and is looked at before anything is touched.
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { ownSettings } from '../tests/running.ts';
import { type Opened, openClouds, openEngine, WrongMode, WrongSecret } from './open.ts';
import { readSettings } from './platform/settings/config.ts';
import { secretsOf } from './platform/settings/secrets.ts';

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

  it('is opened by nobody with another secret, also where it was made before secrets left a fingerprint', async () => {
    const { environment, remove } = await ownSettings(kind, { KONTOR_SECRET: 'of this installation '.repeat(2) });
    const settings = readSettings(environment);
    const other = { ...settings, secret: 'of another installation '.repeat(2) };
    const engine = await openEngine(settings);
    const [{ database, cloud }] = (await openClouds(engine, settings, { root, say })) as [Opened];
    const kept = () =>
      database.read((tx) => tx.query<{ value: string }>(sql`select value from installation order by key`));
    const before = await kept();
    expect(JSON.stringify(before)).not.toContain(settings.secret);
    await expect(openClouds(engine, other, { root, say })).rejects.toThrow(WrongSecret);
    expect(await kept()).toEqual(before);

    const sealed = secretsOf(settings.secret, cloud.id).seal('a key');
    await database.transaction(async (tx) => {
      tx.write(sql`delete from installation where key = 'secret'`);
      tx.write(
        sql`insert into receipt_keys (id, public_jwk, sealed, created_at) values ('key_1', '{}', ${sealed}, now())`,
      );
    });
    await expect(openClouds(engine, other, { root, say })).rejects.toThrow(WrongSecret);
    await openClouds(engine, settings, { root, say });
    expect(await kept()).toEqual(before);
    await engine.close();
    await remove();
  });
});
