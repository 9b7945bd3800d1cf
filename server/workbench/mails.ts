// The mailbox of the workbench: every mail that was kept here instead of being sent, for who sits at this machine.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readMailbox } from '../capabilities/notices/routes.ts';
import type { World } from '../platform/thing.ts';

const mailsMax = 200;

/** `worldOf` names the world of a request from this machine, and nothing for any other. */
export function mountMails(app: FastifyInstance, worldOf: (request: FastifyRequest) => World | undefined): void {
  app.get<{ Querystring: { to?: string } }>('/workbench/mails', async (request, reply) => {
    const world = worldOf(request);
    if (!world) return reply.callNotFound();
    const { to } = request.query;
    const kept = await readMailbox(world, { limit: mailsMax, ...(to && { to }) });
    const items = kept.map(({ id, recipient, language, key, subject, body, created_at: at }) => ({
      ...{ id, to: recipient, language, key, subject, text: body, createdAt: at.toISOString() },
    }));
    return { items };
  });
}
