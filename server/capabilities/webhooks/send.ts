// Sends one signed message: resolves the name once, refuses what is not public, and connects to that very address.
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { addressKind, isReachable, type Reach } from './address.ts';

export type Message = { id: string; at: Date; body: string; secrets: readonly string[] };
export type Outcome = { status: number } | { error: string };
export type Resolve = (host: string) => Promise<readonly { address: string }[]>;

const waitMsMax = 10_000;
const answerBytesMax = 64 * 1024;
const prefix = 'whsec_';

/** As the Standard Webhooks specification says; several secrets sign while one follows the other. */
export function signatureHeaders({ id, at, body, secrets }: Message): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** One address of the host; all of them must be fit, so that nobody hides a private one among public ones. */
async function addressOf(url: URL, reach: Reach, resolve: Resolve): Promise<string | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) > 0) return isReachable(host, reach) ? host : undefined;
  const found = await resolve(host);
  return found.every(({ address }) => isReachable(address, reach)) ? found[0]?.address : undefined;
}

export type Sending = { url: string; message: Message; reach: Reach; signal: AbortSignal; resolve?: Resolve };

/** Never throws: an answer of whatever status, or why there was none. Redirects are answers, not followed. */
export async function send({ url, message, reach, signal, resolve = resolveAll }: Sending): Promise<Outcome> {
  if (addressKind(url, reach) !== 'public') return { error: 'the address is not public' };
  const target = new URL(url);
  try {
    const timed = AbortSignal.any([signal, AbortSignal.timeout(waitMsMax)]);
    const address = await Promise.race([addressOf(target, reach, resolve), aborted(timed)]);
    if (address === undefined) return { error: 'the address is not public' };
    return await posted(target, address, { message, signal: timed });
  } catch (error) {
    const { name, code, message: said } = error as Error & { code?: string };
    return { error: name === 'TimeoutError' ? `no answer within ${waitMsMax / 1000} s` : (code ?? said) };
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

type Posting = { message: Message; signal: AbortSignal };
const posted = (url: URL, address: string, { message, signal }: Posting): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const body = Buffer.from(message.body);
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const options = {
      ...{ host: address, port: url.port || (isSecure ? 443 : 80), path: `${url.pathname}${url.search}` },
      ...{ method: 'POST', agent: false, signal, maxHeaderSize: 16 * 1024 },
      ...(isSecure && isIP(name) === 0 && { servername: name }),
      headers: {
        ...{ host: url.host, 'content-type': 'application/json', 'content-length': body.length },
        ...{ 'user-agent': 'Kontor-Webhooks/1', connection: 'close' },
        ...signatureHeaders(message),
      },
    };
    const asked = (isSecure ? secure : plain)(options, (answer) => {
      let length = 0;
      answer.on('data', (bytes: Buffer) => {
        length += bytes.length;
        // The status is known; whoever goes on talking is not listened to.
        if (length > answerBytesMax) answer.destroy();
      });
      answer.once('close', () => resolve({ status: answer.statusCode ?? 0 }));
      answer.once('error', () => undefined);
    });
    asked.once('error', reject);
    asked.end(body);
  });
