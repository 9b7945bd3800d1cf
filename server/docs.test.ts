// The readable docs come whole from this server: document, page, texts, and nothing from elsewhere.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { operations } from '../contract/list.ts';
import { mountDocs } from './docs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const app = Fastify();
mountDocs(app, { root });
const asked = (url: string, language = 'en') => app.inject({ url, headers: { 'accept-language': language } });

describe('The contract for readers', () => {
  it('is a document with every operation', async () => {
    const { paths } = (await asked('/api/openapi.json')).json();
    const ids = Object.values<Record<string, { operationId: string }>>(paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(ids.sort()).toEqual(operations.map(({ name }) => name).sort());
  });
  it('is a page that may load nothing from elsewhere and runs nothing inline', async () => {
    const page = await asked('/api/docs');
    expect(page.headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(page.body).not.toMatch(/https?:\/\/|<script>|style=|\son\w+=/);
  });
  it('serves every file that the page is made of', async () => {
    const files = readdirSync(join(root, 'portal', 'reference')).filter((name) => name !== 'index.html');
    for (const name of files) expect((await asked(`/api/docs/${name}`)).statusCode, name).toBe(200);
    const { body } = await asked('/api/docs/main.mjs');
    for (const [, name] of body.matchAll(/from '\.\/([\w.]+)'/g)) expect(files).toContain(name);
  });
  it('speaks the language of the reader, whole', async () => {
    const [en, ko] = [(await asked('/api/docs/texts.json')).json(), (await asked('/api/docs/texts.json', 'ko')).json()];
    expect(Object.keys(ko)).toEqual(Object.keys(en));
    expect([ko.language, ko.search]).toEqual(['ko', expect.stringMatching(/[가-힣]/)]);
  });
});
