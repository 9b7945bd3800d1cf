// A process that sends requests over plain sockets, one at a time on each, and counts what comes back and when.
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { type Spread, spreadOf } from './spread.ts';

export type Asked = { method: 'GET' | 'POST'; path: string; token?: string; body?: string; isKeyed?: boolean };
export type Job = {
  port: number;
  connections: number;
  /** Ends after so many seconds, or as soon as each was sent once. */
  seconds: number;
  isOnceEach?: boolean;
  requests: readonly Asked[];
};
export type Loaded = Spread & { bytes: number; bad: number; badSample: string | undefined };

/** Stands in a body for a number of its own width, new in each request. */
const anew = '{number}';
const numberWidth = 9;

class Load {
  readonly #job: Job;
  readonly #heads: readonly string[];
  readonly #until: number;
  readonly #took: number[] = [];
  #next = 0;
  #bytes = 0;
  #bad = 0;
  #badSample: string | undefined;

  constructor(job: Job) {
    this.#job = job;
    this.#heads = job.requests.map((asked) => this.#headOf(asked));
    this.#until = performance.now() + job.seconds * 1000;
  }

  #headOf({ method, path, token, body }: Asked): string {
    const length = body?.replace(anew, '0'.repeat(numberWidth)).length;
    return [
      `${method} ${path} HTTP/1.1`,
      `host: localhost:${this.#job.port}`,
      ...(token ? [`authorization: Bearer ${token}`] : []),
      ...(length === undefined ? [] : ['content-type: application/json', `content-length: ${length}`]),
    ].join('\r\n');
  }

  #nextText(): string | undefined {
    const { requests, isOnceEach } = this.#job;
    const no = this.#next;
    if (performance.now() >= this.#until || (isOnceEach && no >= requests.length)) return undefined;
    this.#next += 1;
    const i = no % requests.length;
    const { body, isKeyed } = requests[i]!;
    const key = isKeyed ? `\r\nidempotency-key: ${randomUUID()}` : '';
    const number = String(Math.floor(Math.random() * 10 ** numberWidth)).padStart(numberWidth, '0');
    return `${this.#heads[i]}${key}\r\n\r\n${body?.replace(anew, number) ?? ''}`;
  }

  async run(): Promise<Loaded> {
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: this.#job.connections }, () => this.#one()));
    const seconds = (performance.now() - startedAt) / 1000;
    const count = Math.max(1, this.#took.length);
    const counted = { bad: this.#bad, badSample: this.#badSample, bytes: Math.round(this.#bytes / count) };
    return { ...spreadOf(this.#took, seconds), ...counted };
  }

  #one(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket: Socket = connect(this.#job.port, '127.0.0.1').setNoDelay();
      let sentAt = 0;
      let held = '';
      const send = () => {
        const text = this.#nextText();
        if (text === undefined) return void socket.end(resolve);
        sentAt = performance.now();
        socket.write(text);
      };
      socket.setEncoding('latin1').on('error', reject).on('connect', send);
      socket.on('data', (chunk) => {
        held += chunk;
        const head = held.indexOf('\r\n\r\n');
        if (head < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(held.slice(0, head))?.[1] ?? 0);
        if (held.length < head + 4 + length) return;
        this.#took.push(performance.now() - sentAt);
        this.#bytes += length;
        if (held[9] !== '2') {
          this.#bad += 1;
          this.#badSample ??= held.slice(0, 1500);
        }
        held = '';
        send();
      });
    });
  }
}

process.on('message', (job: Job) => {
  new Load(job).run().then(
    (loaded) => process.send!(loaded),
    (error) => process.send!({ failed: String(error) }),
  );
});
