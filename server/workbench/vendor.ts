// The vendor's system, pretended: hears by a signed webhook what was ordered, and a moment later confirms it or not.
import type { FastifyInstance } from 'fastify';
import type { World } from '../platform/world/world.ts';
import { Calling, isSigned, type Message } from './calling.ts';
import { keep, recall } from './facts.ts';
import { vendorOf } from './programs.ts';

type Hook = { id: string; url: string; secret: string };
type Subscription = { id: string; skuTitle: string };
type Failed = (error: unknown) => void;

export const vendorPath = '/workbench/vendor';
const afterMs = 2_000;
const catchUpEveryMs = 30_000;
const neverSetUp = /its set-up always fails/;

export class Vendor {
  private readonly world: World;
  private readonly calling: Calling;
  private readonly failed: Failed;
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private beat: NodeJS.Timeout | undefined;

  constructor(world: World, app: FastifyInstance, failed: Failed) {
    this.world = world;
    this.calling = new Calling(world, app);
    this.failed = failed;
  }

  /** Finds its webhook at this server's address, or makes it; then sees to what it missed. */
  async begin(port: number): Promise<void> {
    if (!(await vendorOf(this.world))) return;
    await this.connect(`http://127.0.0.1:${port}${prefixOf(this.world)}${vendorPath}`);
    await this.catchUp();
    clearInterval(this.beat);
    this.beat = setInterval(() => void this.catchUp().catch(this.failed), catchUpEveryMs).unref();
  }

  /** What came to its address; the status it answers. */
  async receive(message: Message): Promise<number> {
    const known = await recall<Hook>(this.world, 'vendor');
    if (!known || !isSigned(known.secret, message)) return 401;
    const { type, data } = JSON.parse(message.text) as { type: string; data: { subject: string; after: Subscription } };
    if (type === 'subscription.started') this.ponder({ ...data.after, id: data.subject });
    return 204;
  }

  stop(): void {
    clearInterval(this.beat);
    for (const timer of this.waiting.values()) clearTimeout(timer);
  }

  private async catchUp(): Promise<void> {
    const { body } = await this.calling.ask('GET /api/v1/subscriptions?status=provisioning&limit=500');
    for (const one of (body.items ?? []) as Subscription[]) this.ponder(one);
  }

  private ponder(subscription: Subscription): void {
    if (this.waiting.has(subscription.id)) return;
    const timer = setTimeout(() => void this.decide(subscription).catch(this.failed), afterMs);
    this.waiting.set(subscription.id, timer.unref());
  }

  private async decide({ id, skuTitle }: Subscription): Promise<void> {
    this.waiting.delete(id);
    const at = `POST /api/v1/subscriptions/${id}` as const;
    const { status, body } = neverSetUp.test(skuTitle)
      ? await this.calling.ask(`${at}/fail`, { reason: 'The lamp of the lighthouse could not be lit.' })
      : await this.calling.ask(`${at}/confirm`);
    // Somebody else may have been faster, or a snapshot was put back.
    if (![200, 404, 409].includes(status)) throw new Error(`the vendor's system met ${JSON.stringify(body)}`);
  }

  /** Made anew where the server answers at another port than before. */
  private async connect(url: string): Promise<void> {
    const known = await recall<Hook>(this.world, 'vendor');
    const found = known && (await this.calling.ask(`GET /api/v1/webhooks/${known.id}`)).body;
    if (found?.status === 'active' && found.url === url) return;
    if (known && ['active', 'paused', 'suspended'].includes(String(found?.status))) {
      await this.calling.ask(`POST /api/v1/webhooks/${known.id}/remove`);
    }
    const made = await this.calling.ask('POST /api/v1/webhooks', { url, types: ['subscription.started'] });
    if (made.status !== 201) throw new Error(`the vendor's system has no webhook: ${JSON.stringify(made.body)}`);
    const { id, secret } = made.body as Hook;
    await keep(this.world, 'vendor', { id, url, secret } satisfies Hook);
  }
}

/** A cloud under its own host is also found under its label, whatever names this machine knows. */
const prefixOf = ({ cloud, origin }: World): string =>
  new URL(origin).hostname.startsWith(`${cloud.label}.`) ? `/${cloud.label}` : '';
