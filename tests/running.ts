// A whole server of one small cloud in this process, with its demo world, and calls to it over the network.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { type Running, start } from '../server/app.ts';
import type { Database } from '../server/platform/database/database.ts';
import { readSettings } from '../server/platform/settings/config.ts';
import { embeddedFolder } from './engines.ts';
import { freshDatabase } from './postgres.ts';

type Answer = { status: number; body: any };
export type Demo = {
  running: Running;
  environment: Readonly<Record<string, string>>;
  call(
    asked: `${'GET' | 'POST'} ${string}`,
    more?: { body?: object; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Calls as the program of an organization, by the beginning of its name. */
  program(organization: string): Promise<Demo['call']>;
  tokenOf(organization: string): Promise<string>;
  end(): Promise<void>;
  /** What is left of one that was closed. */
  remove(): Promise<void>;
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** Settings of a server of its own: a new folder or database, any free port, no noise. */
export async function ownSettings(engine: Database['engine'], more: Record<string, string> = {}) {
  const folder = await embeddedFolder();
  const database = engine === 'postgresql' ? await freshDatabase(inject('postgresUrl')) : undefined;
  const environment = {
    KONTOR_DATA: folder,
    KONTOR_PORT: '0',
    KONTOR_CLOUDS: 'usgov',
    KONTOR_LOG_LEVEL: 'silent',
    KONTOR_LOOP_DELAY_MS_MAX: '60000',
    ...(database && { KONTOR_DATABASE_URL: database.url }),
    ...more,
  };
  const remove = async () => {
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { environment, remove };
}

export async function startDemo(engine: Database['engine'], more: Record<string, string> = {}): Promise<Demo> {
  const { environment, remove } = await ownSettings(engine, more);
  const running = await start(readSettings(environment), { root, say: () => undefined });
  const call: Demo['call'] = async (asked, { body, headers } = {}) => {
    const [method, path] = asked.split(' ') as [string, string];
    const sent = { ...(body && { 'content-type': 'application/json' }), ...headers };
    const answer = await fetch(running.origin + path, {
      method,
      headers: sent,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  };
  const tokenOf: Demo['tokenOf'] = async (named) => {
    const { status, body } = await call('GET /workbench/world');
    if (status !== 200) throw new Error(`the workbench answered ${status}: ${JSON.stringify(body)}`);
    const { clouds } = body;
    const found = clouds[0].organizations.find(({ name }: { name: string }) => name.startsWith(named));
    const [{ id, secret }] = found.apiClients;
    const answer = await fetch(`${running.origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const program: Demo['program'] = async (named) => {
    const token = await tokenOf(named);
    return (asked, given = {}) =>
      call(asked, { ...given, headers: { authorization: `Bearer ${token}`, ...given.headers } });
  };
  const end = async () => {
    await running.close();
    await remove();
  };
  return { running, environment, call, program, tokenOf, end, remove };
}
