// The portal's files, and its one page for every address that belongs to no program.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** No script and no style stands inside the page; what React styles by itself goes through the object model. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const program =
  /^\/(api|oauth|workbench|health|metrics|\.well-known|v1|webhooks|auditactivity|partner|v1\.0|beta)(\/|$)/;

export async function mountPortal(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  const yearMs = 31_536_000_000;
  await app.register(files, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'],
    setHeaders: (reply, path) => {
      const isNamedByContent = path.includes(`${folder}/assets/`);
      reply.header('cache-control', isNamedByContent ? `public, max-age=${yearMs / 1000}, immutable` : 'no-cache');
      reply.header('content-security-policy', policy);
    },
  });
  app.get('/*', async (request, reply) => {
    if (program.test(request.url)) return reply.callNotFound();
    reply.header('content-security-policy', policy);
    return reply.sendFile('index.html');
  });
}
