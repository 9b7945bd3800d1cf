// The vendor's system as a program outside: a token for its secret, then requests; only the network is left out.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { World } from '../platform/world/world.ts';
import { vendorOf } from './programs.ts';

export type Asked = `${'GET' | 'POST'} ${string}`;
export type Answered = { status: number; body: Record<string, unknown> };
const renewedSecondsBefore = 60;
const messageAgeSecondsMax = 300;

export class Calling {
  private token: { value: string; until: number } | undefined;
  private readonly world: World;
  private readonly app: FastifyInstance;

  constructor(world: World, app: FastifyInstance) {
    this.world = world;
    this.app = app;
  }

  async ask(asked: Asked, body: object = {}): Promise<Answered> {
    const [method, url] = asked.split(' ') as ['GET' | 'POST', string];
    const { host } = new URL(this.world.origin);
    const headers = { host, authorization: `Bearer ${await this.signedIn()}`, 'idempotency-key': randomUUID() };
    const answer = await this.app.inject({ method, url, headers, ...(method === 'POST' && { payload: body }) });
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
  }

  private async signedIn(): Promise<string> {
    if (this.token && this.token.until > Date.now()) return this.token.value;
    const known = await vendorOf(this.world);
    const answer = await this.app.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: {
        host: new URL(this.world.origin).host,
        authorization: `Basic ${Buffer.from(`${known?.client}:${known?.secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' }).toString(),
    });
    const { access_token: value, expires_in: seconds } = answer.json() as { access_token?: string; expires_in: number };
    if (!value) throw new Error(`the vendor's system was not let in: ${answer.payload}`);
    this.token = { value, until: Date.now() + (seconds - renewedSecondsBefore) * 1000 };
    return value;
  }
}

export type Message = { headers: Readonly<Record<string, unknown>>; text: string };
/** As the Standard Webhooks specification says. */
export function isSigned(secret: string, { headers, text }: Message): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': signatures } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(sent)) < messageAgeSecondsMax)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${sent}.${text}`).digest();
  return String(signatures)
    .split(' ')
    .some((one) => {
      const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}
