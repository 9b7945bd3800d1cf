// `kontor audit verify` as an operator uses it: without a database, beside a running server, with heads from outside.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type CommandLine, commandLine } from '../tests/command-line.ts';
import { freshDatabase } from '../tests/postgres.ts';
import { type Demo, startDemo } from '../tests/running.ts';
import { exitCodes } from './exit-codes.ts';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const lines: CommandLine[] = [];
const line = (environment: object, files: Record<string, string> = {}) => {
  const made = commandLine({ environment, pause, files });
  lines.push(made);
  return made;
};
afterAll(() => {
  for (const { folder } of lines) rmSync(folder, { recursive: true, force: true });
});

describe('Where there is nothing to verify', () => {
  it('it says so, and makes nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kontor-verify-'));
    const data = join(folder, 'data');
    const { code, told } = await line({ KONTOR_DATA: data }).run('audit verify');
    expect([code, told]).toEqual([exitCodes.damaged, expect.stringContaining('There is no database')]);
    expect(existsSync(data)).toBe(false);
    rmSync(folder, { recursive: true });
  });
  it('the same of a database without a schema of ours', async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    const { code, told } = await line({ KONTOR_DATABASE_URL: url }).run('audit verify --cloud usgov');
    expect([code, told]).toEqual([exitCodes.damaged, expect.stringContaining('There is no database')]);
    await drop();
  });
  it('a server that does not answer is a sentence', async () => {
    const { code, told } = await line({ KONTOR_URL: 'http://127.0.0.1:9' }).run('audit verify --server');
    expect([code, told]).toEqual([exitCodes.unreachable, expect.not.stringContaining('    at ')]);
  });
});

describe.each(['embedded', 'postgresql'] as const)('Beside a running server on %s', (engine) => {
  let demo: Demo;
  let token: string;
  let head: string;
  beforeAll(async () => {
    demo = await startDemo(engine, engine === 'postgresql' ? { KONTOR_CLOUDS: 'usgov,germany' } : {});
    const operator = await demo.program('Meridian');
    head = (await operator('GET /api/v1/heads')).body.signed;
    token = await demo.tokenOf('Meridian');
  });
  afterAll(() => demo.end());
  const environment = (more: object = {}) => ({ ...demo.environment, KONTOR_URL: demo.running.origin, ...more });

  it('an operator is told that the log agrees with itself', async () => {
    const { code, out, told } = await line(environment({ KONTOR_TOKEN: token })).run('audit verify');
    expect([code, out], told).toEqual([0, expect.stringContaining('The log agrees with itself')]);
    expect(out).toMatch(/[1-9]\d* entries of [1-9]\d* threads/);
  });
  it('and with a head from outside that it is whole', async () => {
    const cli = line(environment({ KONTOR_TOKEN: token }), { 'kept.txt': `Head: ${head}\n` });
    const { code, out, told } = await cli.run('audit verify --head kept.txt');
    expect([code, out], told).toEqual([0, expect.stringContaining('The log is whole')]);
  });
  // An embedded database is held by its server, so that only the server can look.
  if (engine === 'postgresql')
    it('of two clouds each is held against its own heads', async () => {
      const { code, out, told } = await line(environment(), { 'kept.txt': head }).run('audit verify --head kept.txt');
      expect([code, out], told).toEqual([
        0,
        expect.stringMatching(/The log is whole[\s\S]*The log agrees with itself/),
      ]);
    });
  it('a head that nobody signed proves nothing, and a file that is not there is named', async () => {
    const cli = line(environment({ KONTOR_TOKEN: token }), { 'kept.txt': 'nothing here' });
    expect((await cli.run('audit verify --head kept.txt')).code).toBe(exitCodes.failed);
    const { code, told } = await cli.run('audit verify --head gone.txt');
    expect([code, told]).toEqual([exitCodes.usage, expect.stringContaining('gone.txt')]);
  });
  it('by the server itself, too, which reports what was changed', async () => {
    const { database } = demo.running.worlds[0]!;
    const changing = (to: string) =>
      database.transaction(async (tx) =>
        tx.write(sql`update events set type = ${to} where seq = (select min(seq) from events)`),
      );
    const [{ type }] = (await database.read((tx) =>
      tx.query<{ type: string }>(sql`select type from events order by seq limit 1`),
    )) as [{ type: string }];
    await changing('member.promoted');
    const { code, out } = await line(environment({ KONTOR_TOKEN: token })).run('audit verify --server');
    expect([code, out]).toEqual([exitCodes.failed, expect.stringContaining('The log is broken')]);
    await changing(type);
  });
  it('who is not signed in is told what helps, where only the server can look', async () => {
    const { code, told } = await line(environment()).run('audit verify');
    const expected = engine === 'embedded' ? [exitCodes.unauthenticated, 'kontor login'] : [exitCodes.done, ''];
    expect([code, told]).toEqual([expected[0], expect.stringContaining(String(expected[1]))]);
  });
});
