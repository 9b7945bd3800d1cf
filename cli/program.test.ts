// The command line against a running server: signing in, commands, previews, refusals, lost connections.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLine, commandLine } from '../tests/command-line.ts';
import { forEachEngine } from '../tests/engines.ts';
import {
  addPerson,
  type Browser,
  browser,
  heldPort,
  miru,
  password,
  serveIdentity,
  turnable,
  worldFor,
} from '../tests/identity.ts';
import { exitCodes } from './exit-codes.ts';

forEachEngine((engine) => {
  let app: ReturnType<typeof serveIdentity>;
  let origin: string;
  let person: Browser;
  let cli: CommandLine;
  const clock = turnable();
  const folders: string[] = [];
  const another = (more: Parameters<typeof commandLine>[0] = {}) => {
    const made = commandLine({ ...more, environment: { KONTOR_URL: origin, ...more.environment } });
    folders.push(made.folder);
    return made;
  };

  beforeAll(async () => {
    const database = await engine.fresh();
    const { port, giveTo } = await heldPort();
    origin = `http://localhost:${port}`;
    const world = worldFor({ database, clock, origin });
    app = serveIdentity([world]);
    await giveTo(app);
    await addPerson(world, { name: 'sena@saebyeok.example' });
    await database.transaction(async (tx) => {
      tx.write(sql`insert into enrolments (id, version, status, kind, organization_id, agreement_edition)
        values ('enr_one', 1, 'active', 'provider', ${miru}, '2019-09')`);
    });
    person = browser(app, { host: `localhost:${port}` });
    await person.post('/api/v1/sign-in', { name: 'sena@saebyeok.example', password });
    const { secret } = (await person.post('/api/v1/me/second-factor/enrol')).body;
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now.getTime() });
    await person.post('/api/v1/me/second-factor/confirm', { code });
    cli = another();
    const entered = await cli.run('login', { told: (text) => void approvedIn(text, 'approve') });
    expect(entered.code, entered.told).toBe(0);
  });
  afterAll(async () => {
    await app.close();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  /** What a person does with the address: opens it, approves, and their browser goes back to the command line. */
  async function approvedIn(text: string, answer: 'approve' | 'decline') {
    const address = /http\S+\/oauth\/authorize\S+/.exec(text)?.[0];
    if (!address) return;
    const url = new URL(address);
    const asked = await person.get(`${url.pathname}${url.search}`);
    const id = new URL(asked.headers.location, origin).searchParams.get('interaction');
    const given = await person.post(`/api/v1/interactions/${id}/${answer}`);
    const resumed = await person.get(new URL(given.body.redirect, origin).pathname);
    await fetch(resumed.headers.location);
  }
  const json = async (line: string, on = cli) => {
    const { code, out, told } = await on.run(`${line} --output json`);
    expect(code, told).toBe(0);
    return JSON.parse(out);
  };

  describe('Signing in', () => {
    it('by browser and loopback keeps the tokens to oneself', async () => {
      const kept = JSON.parse(readFileSync(join(cli.folder, 'accounts.json'), 'utf8'));
      expect(Object.keys(kept.accounts)).toEqual([origin]);
      expect(kept.accounts[origin].tokens.refresh).toMatch(/.{20}/);
      expect(await json('whoami')).toMatchObject({ kind: 'person', name: 'sena@saebyeok.example' });
    });
    it('renews a token that has ended, and asks to sign in when that is refused', async () => {
      const file = join(cli.folder, 'accounts.json');
      const before = readFileSync(file, 'utf8');
      const one = another();
      const ended = JSON.parse(before);
      ended.accounts[origin].tokens.until = 0;
      writeFileSync(file, JSON.stringify(ended));
      expect(await json('whoami')).toMatchObject({ kind: 'person' });
      const renewed = JSON.parse(readFileSync(file, 'utf8')).accounts[origin].tokens;
      expect(renewed.access).not.toBe(ended.accounts[origin].tokens.access);
      ended.accounts[origin].tokens.refresh = 'x'.repeat(43);
      writeFileSync(join(one.folder, 'accounts.json'), JSON.stringify(ended));
      expect(await one.run('partnership list')).toMatchObject({ code: exitCodes.unauthenticated, out: '' });
    });
    it('ends when the person declines', async () => {
      const one = another();
      const { code, told } = await one.run('login', { told: (text) => void approvedIn(text, 'decline') });
      expect([code, told]).toEqual([exitCodes.unauthenticated, expect.stringContaining('Not signed in')]);
    });
    it('as a program by id and secret, which may come from the environment', async () => {
      const made = await json('api-client create --name Nightly --roles adminAgent');
      const program = another({ environment: { KONTOR_CLIENT_SECRET: made.revealed.secret } });
      expect((await program.run(`login --client-id ${made.id}`)).code).toBe(0);
      expect(await json('whoami', program)).toMatchObject({ kind: 'program', id: made.id });
      const wrong = another({ environment: { KONTOR_CLIENT_SECRET: 'wrong' } });
      expect((await wrong.run(`login --client-id ${made.id}`)).code).toBe(exitCodes.unauthenticated);
    });
    it('is needed', async () => {
      const stranger = another();
      const { code, told } = await stranger.run('partnership list');
      expect([code, told]).toEqual([exitCodes.unauthenticated, expect.stringContaining('unauthenticated')]);
    });
  });

  describe('A command', () => {
    it('is answered with facts, and what may be done next', async () => {
      const { code, out } = await cli.run('partnership-invitation create --reusable');
      expect(code).toBe(0);
      expect(out).toMatch(/^reusable +true$/m);
      expect(out).toContain('can: revoke');
    });
    it('takes its fields from a file as well', async () => {
      const { out } = await cli.run('partnership-invitation create --json - --output json', {
        input: '{"reusable":true}',
      });
      expect(JSON.parse(out)).toMatchObject({ reusable: true });
      const wrong = await cli.run('partnership-invitation create --json -', { input: '{"reusable":"perhaps"}' });
      expect([wrong.code, wrong.told]).toEqual([exitCodes.usage, expect.stringContaining('--reusable')]);
    });
    it('previews as sentences and changes nothing', async () => {
      const { total } = await json('partnership-invitation list --count exact');
      const { code, out } = await cli.run('partnership-invitation create --preview');
      expect([code, out]).toEqual([0, expect.stringContaining('Would be:\n  - partnershipInvitation')]);
      expect((await json('partnership-invitation list --count exact')).total).toBe(total);
    });
    it('asks before what cannot be taken back, and does what was foretold', async () => {
      const { id } = await json('partnership-invitation create');
      const revoke = `partnership-invitation revoke ${id}`;
      expect((await cli.run(revoke)).code).toBe(exitCodes.usage);
      const declined = await cli.run(revoke, { answer: 'no' });
      expect([declined.code, declined.told]).toEqual([exitCodes.declined, expect.stringContaining('revoked')]);
      expect((await json(`partnership-invitation see ${id}`)).status).toBe('open');
      expect((await cli.run(revoke, { answer: 'yes' })).code).toBe(0);
      expect((await json(`partnership-invitation see ${id}`)).status).toBe('revoked');
    });
    it('that is refused says why and how to mend it, in the language that was asked for', async () => {
      const { id } = await json('partnership-invitation create');
      const revoke = `partnership-invitation revoke ${id} --yes`;
      const stale = await cli.run(`${revoke} --if-version 7`);
      expect([stale.code, stale.told]).toEqual([exitCodes.conflict, expect.stringContaining('stale_version')]);
      const missing = await cli.run(`partnership-invitation see pin_${'0'.repeat(32)} --language ko`);
      expect([missing.code, missing.told]).toEqual([exitCodes.notFound, expect.stringMatching(/[가-힣]/)]);
    });
    it('happens once when its answer is lost on the way', async () => {
      const { total } = await json('partnership-invitation list --count exact');
      let lost = 2;
      const losing: typeof fetch = async (input, init) => {
        const answer = await fetch(input, init);
        if (init?.method !== 'POST' || lost-- <= 0) return answer;
        throw new TypeError('the line went dead');
      };
      const { accounts } = JSON.parse(readFileSync(join(cli.folder, 'accounts.json'), 'utf8'));
      const shaky = another({ fetch: losing, environment: { KONTOR_TOKEN: accounts[origin].tokens.access } });
      expect((await shaky.run('partnership-invitation create')).code).toBe(0);
      expect(lost).toBe(-1);
      expect((await json('partnership-invitation list --count exact')).total).toBe(total + 1);
    });
  });

  describe('A list', () => {
    it('is read to its end with --all, a page at a time', async () => {
      const { total } = await json('partnership-invitation list --count exact');
      expect((await json('partnership-invitation list --limit 2')).items).toHaveLength(2);
      expect((await json('partnership-invitation list --limit 2 --all')).items).toHaveLength(total);
      const { out } = await cli.run('partnership-invitation list --limit 2 --all --output csv');
      expect(out.split('\n').filter((line) => line.startsWith('id,'))).toHaveLength(1);
      expect(out.split('\n')).toHaveLength(total + 1);
      const lines = await cli.run('partnership-invitation list --all --limit 2 --output ndjson');
      expect(lines.out.split('\n').map((line) => JSON.parse(line).status)).toHaveLength(total);
    });
    it('shows what was at an instant', async () =>
      expect((await json('partnership-invitation list --as-of 2020-01-01T00:00:00Z')).items).toEqual([]));
  });

  describe('What is typed wrongly', () => {
    it.each([
      ['partnership-invitation create --reusable=perhaps', 'reusable'],
      ['partnership-invitation list --status gone', 'gone is not one of'],
      ['partnership-invitation list --limit many', 'many is not a whole number'],
      ['partnership-invitation list --limit 5000', '--limit'],
      ['partnership-invitation see', 'Missing: id'],
      ['partnership-invitation forget', 'no command forget'],
      ['partnership-invitation create --json -', 'does not hold an object'],
      ['api-client create', 'Missing: --name, --roles'],
      ['use nowhere!', 'nowhere!'],
    ])('%s', async (line, says) => {
      const { code, told } = await cli.run(line);
      expect([exitCodes.usage, exitCodes.unreachable], told).toContain(code);
      expect(told).toContain(says);
    });
    it('is said in the language of the person', async () =>
      expect((await cli.run('api-client create --language zh-CN')).told).toContain('缺少：--name, --roles'));
  });

  describe('The organization and the cloud', () => {
    it('are chosen once and kept', async () => {
      expect((await cli.run(`use ${origin} --organization ${miru}`)).told).toContain(miru);
      expect((await json('whoami')).organization).toBe(miru);
    });
    it('are those of KONTOR_URL where nothing is kept yet, and then without it', async () => {
      const fresh = another();
      expect((await fresh.run('use')).told).toContain(origin);
      const kept = JSON.parse(readFileSync(join(fresh.folder, 'accounts.json'), 'utf8'));
      expect([kept.origin, kept.installation]).toEqual([origin, origin]);
      expect((await fresh.run('use usgov')).code).toBe(exitCodes.unreachable);
    });
    it('that do not answer are not chosen', async () =>
      expect((await cli.run('use nowhere')).code).toBe(exitCodes.unreachable));
  });
});

describe('Without a server', () => {
  const alone = async (line: string) => {
    const cli = commandLine({ environment: { KONTOR_URL: 'http://127.0.0.1:9' } });
    const answer = await cli.run(line.replace('HERE', cli.folder));
    rmSync(cli.folder, { recursive: true, force: true });
    return answer;
  };
  it('a backup never replaces a file by accident', async () => {
    const { code, told } = await alone('backup HERE');
    expect([code, told]).toEqual([exitCodes.conflict, expect.stringContaining('--overwrite')]);
  });
  it('the help speaks the language of the person, and says so where it cannot', async () => {
    const { out } = await alone('invitation --help --language ko');
    expect(out).toMatch(/revoke \[options\] <id> +링크 철회/);
    expect(out).toMatch(/list \[options\] +.+ 목록/);
    expect(out).toContain('영어로 표시됩니다');
    expect((await alone('invitation revoke --help --language zh-CN')).out).toMatch(/撤销[^\n]*\n[A-Z]/);
    expect((await alone('invitation --help')).out).not.toContain('translation');
  });
  it('a file is sent as it is, and one that comes back is printed as it is', async () => {
    const sent: unknown[] = [];
    const cli = commandLine({
      environment: { KONTOR_URL: 'http://127.0.0.1:9', KONTOR_TOKEN: 'anybody' },
      files: { 'sheet.csv': 'a,b' },
      fetch: async (input, init) => {
        const file = init?.body instanceof Blob ? [init.body.type, await init.body.text()] : [];
        sent.push([new URL(String(input)).pathname, new Headers(init?.headers).get('content-type'), ...file]);
        return init?.method === 'POST' ? Response.json({ id: 'job_1', status: 'waiting' }) : new Response('id\n1\n');
      },
    });
    expect((await cli.run('price-import upload pim_1')).code).toBe(exitCodes.usage);
    expect((await cli.run('price-import upload pim_1 --file sheet.csv')).code).toBe(exitCodes.done);
    expect((await cli.run('job download job_1')).out).toBe('id\n1');
    rmSync(cli.folder, { recursive: true, force: true });
    expect(sent).toEqual([
      ['/api/v1/price-imports/pim_1/upload', 'text/csv', 'text/csv', 'a,b'],
      ['/api/v1/jobs/job_1/result', null],
    ]);
  });
  it('takes nothing for a report of a check that counted no entries', async () => {
    const cli = commandLine({
      environment: { KONTOR_URL: 'http://127.0.0.1:9', KONTOR_TOKEN: 'anybody' },
      fetch: async (input) =>
        Response.json(String(input).endsWith('/result') ? {} : { id: 'job_1', status: 'done', progress: null }),
    });
    const { code, told } = await cli.run('audit verify --server');
    expect([code, told]).toEqual([exitCodes.failed, expect.stringContaining('no report of a check')]);
    rmSync(cli.folder, { recursive: true, force: true });
  });
  it('says that nobody answers', async () => {
    const { code, told } = await alone('partnership list');
    expect([code, told]).toEqual([exitCodes.unreachable, expect.stringContaining('No answer')]);
  });
});
