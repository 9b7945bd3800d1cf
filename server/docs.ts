// The contract for readers: the OpenAPI document, and a page that shows it and lets one try it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { operations } from '../contract/list.ts';
import { type About, openApi } from '../contract/openapi.ts';
import { languageOf, messages } from '../messages/catalogue.ts';
import { constant, sendCompressed } from './platform/wire/compression.ts';

export const about: About = {
  title: 'Kontor',
  version: 'v1',
  description:
    'Who sells, who administers, who is on record, who pays whom. Nouns are plural, commands are POST with a verb; ' +
    'every command can be previewed and is answered once per Idempotency-Key.',
};

/** Nothing from elsewhere, nothing inline. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const files: Record<string, string> = {
  'page.css': 'text/css; charset=utf-8',
  'main.mjs': 'text/javascript; charset=utf-8',
  'dom.mjs': 'text/javascript; charset=utf-8',
  'schema.mjs': 'text/javascript; charset=utf-8',
  'console.mjs': 'text/javascript; charset=utf-8',
};
const prefix = 'reference.';

/** The page's own texts in one language; sentences about operations come from the contract. */
const textsIn = (accept: string | undefined): Record<string, string> => {
  const language = languageOf(accept);
  const own = Object.entries(messages[language]).filter(([key]) => key.startsWith(prefix));
  return { language, ...Object.fromEntries(own.map(([key, text]) => [key.slice(prefix.length), text])) };
};

const json = 'application/json; charset=utf-8';
const always = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-cache');

/** `root` is the folder of the installation; the page is served as it lies there. */
export function mountDocs(app: FastifyInstance, { root }: { root: string }): void {
  let document: ReturnType<typeof constant> | undefined;
  const folder = join(root, 'portal', 'reference');
  const page = constant(readFileSync(join(folder, 'index.html'), 'utf8'));
  app.get('/api/openapi.json', async (request, reply) => {
    document ??= constant(JSON.stringify(openApi(operations, about)));
    return document(request, always(reply).type(json));
  });
  app.get('/api/docs', async (request, reply) =>
    page(request, always(reply).header('content-security-policy', policy).type('text/html; charset=utf-8')),
  );
  app.get('/api/docs/texts.json', async (request, reply) => {
    const texts = JSON.stringify(textsIn(request.headers['accept-language']));
    return sendCompressed(request, always(reply).header('vary', 'Accept-Language').type(json), texts);
  });
  for (const [name, type] of Object.entries(files)) {
    const file = constant(readFileSync(join(folder, name), 'utf8'));
    app.get(`/api/docs/${name}`, async (request, reply) => file(request, always(reply).type(type)));
  }
}
