// Settings: defaults, every mistake at once, no secret in any message.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Environment,
  listedSettings,
  readSettings,
  type SettingsWrong,
  shownSettings,
  unknownIn,
} from './config.ts';

const wrongsOf = (environment: Environment): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return (error as SettingsWrong).wrongs;
  }
};
const long = 'x'.repeat(32);

describe('The settings', () => {
  it('need nothing to be set', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 4800, databaseUrl: '', poolSize: 8 });
    expect(settings.clouds).toEqual(['worldwide', 'usgov', 'china', 'germany']);
  });

  it('take an empty variable as not set', () => {
    expect(readSettings({ KONTOR_PORT: ' ' }).port).toBe(4800);
  });

  it('are read into their types', () => {
    const settings = readSettings({
      KONTOR_PORT: '0',
      KONTOR_CLOUDS: 'china, worldwide',
      KONTOR_ORIGIN: 'https://kontor.example/',
      KONTOR_LOG_LEVEL: 'debug',
    });
    expect(settings).toMatchObject({ port: 0, clouds: ['worldwide', 'china'], logLevel: 'debug' });
    expect(settings.origin).toBe('https://kontor.example');
  });

  it('report every mistake at once', () => {
    const wrongs = wrongsOf({
      KONTOR_PORT: '70000',
      KONTOR_MODE: 'live',
      KONTOR_CLOUDS: 'moon',
      KONTOR_ORIGIN: 'https://kontor.example/portal',
      KONTOR_SMTP_URL: 'http://mail.example',
      KONTOR_POOL_SIZE: '-1',
    });
    expect(wrongs.map((wrong) => wrong.split(' ')[0]).sort()).toEqual([
      'KONTOR_CLOUDS',
      'KONTOR_MODE',
      'KONTOR_ORIGIN',
      'KONTOR_POOL_SIZE',
      'KONTOR_PORT',
      'KONTOR_SMTP_URL',
    ]);
  });

  it('never repeat a secret', () => {
    const environment = { KONTOR_SECRET: 'too-short', KONTOR_DATABASE_URL: 'mysql://root:hunter2@db' };
    const said = wrongsOf(environment).join();
    expect(said).toContain('KONTOR_SECRET');
    expect(said).not.toMatch(/too-short|hunter2/);
    const shown = shownSettings(readSettings({ KONTOR_SECRET: long }));
    expect(shown).toMatchObject({ KONTOR_SECRET: 'set', KONTOR_DATABASE_URL: 'not set', KONTOR_PORT: 4800 });
  });

  it('take a secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kontor-config-'));
    writeFileSync(join(folder, 'secret'), `${long}\n`);
    expect(readSettings({ KONTOR_SECRET_FILE: join(folder, 'secret') }).secret).toBe(long);
    rmSync(folder, { recursive: true });
    expect(wrongsOf({ KONTOR_SECRET_FILE: join(folder, 'secret') })).toEqual([
      'KONTOR_SECRET names a file in KONTOR_SECRET_FILE that cannot be read',
    ]);
  });

  it('must agree with one another', () => {
    expect(wrongsOf({ KONTOR_TLS_CERT: 'cert.pem' })).toHaveLength(1);
    const production = { KONTOR_MODE: 'production', KONTOR_DATABASE_URL: 'postgresql://db/kontor' };
    expect(wrongsOf(production)).toHaveLength(3);
    const behind = { ...production, KONTOR_ORIGIN: 'https://kontor.example', KONTOR_TRUST_PROXY: '127.0.0.1' };
    const secret = 'Zk3vP9qLw7YtRb2HnXs6JdMf8CgUaE5oKi1';
    expect(wrongsOf({ ...behind, KONTOR_SECRET: secret })).toEqual([]);
    const itself = { ...behind, KONTOR_TRUST_PROXY: '', KONTOR_TLS_CERT: 'cert.pem', KONTOR_TLS_KEY: 'key.pem' };
    expect(wrongsOf({ ...itself, KONTOR_SECRET: secret })).toEqual([]);
  });

  it.each(['change-me-please-change-me-please-1', 'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccc'])(
    'are not taken in production where the secret is one that anybody guesses: %s',
    (secret) => {
      const production = { KONTOR_MODE: 'production', KONTOR_TRUST_PROXY: '127.0.0.1' };
      const wrongs = wrongsOf({ ...production, KONTOR_ORIGIN: 'https://kontor.example', KONTOR_SECRET: secret });
      expect(wrongs).toEqual([expect.stringContaining('can be guessed')]);
      expect(wrongs.join()).not.toContain(secret);
    },
  );

  it('are not taken in production without TLS, or without saying who has it', () => {
    const production = { KONTOR_MODE: 'production', KONTOR_ORIGIN: 'http://kontor.example' };
    expect(wrongsOf(production)).toEqual([expect.stringContaining('https'), expect.stringContaining('TLS is needed')]);
  });

  it('name what is misspelt', () => {
    expect(unknownIn({ KONTOR_PROT: '1', KONTOR_PORT: '1', KONTOR_SECRET_FILE: 'x', PATH: '' })).toEqual([
      'KONTOR_PROT',
    ]);
    expect(unknownIn({ KONTOR_URL: 'http://localhost:4800', KONTOR_CONFIG: '/home/sena' })).toEqual([]);
  });

  it('are all listed with a sentence', () => {
    for (const { variable, says, kind } of listedSettings()) {
      expect(variable).toMatch(/^KONTOR_[A-Z_]+$/);
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(kind).not.toBe('');
    }
    expect(new Set(listedSettings().map(({ variable }) => variable)).size).toBe(listedSettings().length);
  });
});
