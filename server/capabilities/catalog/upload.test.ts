// Sheets that do not arrive: a connection that breaks, and one sheet overtaken by another.
import { PassThrough, Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { orgs, type Sample, sampleWorld } from '../../../tests/catalog-world.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import type { Call } from '../../platform/http.ts';
import { csvOf, price } from './sheets/sample-sheets.ts';
import { takeSheet } from './upload.ts';

const sheet = csvOf([price]);
const codeOf = (reply: Awaited<ReturnType<typeof takeSheet>>) => ('because' in reply ? reply.because[0].code : '');

forEachEngine((engine) => {
  let sample: Sample;
  let id: string;
  beforeEach(async () => {
    sample = await sampleWorld(await engine.fresh());
    const begun = await sample.call('operator', '/price-imports', { body: { name: 'April', list: 'licence' } });
    id = begun.body.id;
  });
  const caller = { kind: 'person', id: 'operator', organization: orgs.meridian, secondFactor: true } as const;
  const take = (file: Readable) =>
    takeSheet(
      { world: sample.world, caller, path: { id }, query: {}, body: {}, language: 'en' } as unknown as Call,
      file,
    );
  const status = async () => (await sample.call('operator', `/price-imports/${id}`)).body.status;

  describe('A sheet', () => {
    it('whose connection breaks leaves everything as it was, and can be sent again', async () => {
      const broken = new Readable({ read() {} });
      broken.on('error', () => undefined);
      broken.push(sheet.slice(0, 40));
      setTimeout(() => broken.destroy(Object.assign(new Error('gone'), { code: 'ECONNRESET' })), 20);
      expect(codeOf(await take(broken))).toBe('upload_interrupted');
      const { body } = await sample.call('operator', `/price-imports/${id}/progress`);
      expect([await status(), body.phase]).toEqual(['uploading', 'broken']);
      expect(await take(Readable.from([Buffer.from(sheet)]))).toMatchObject({ ok: true, body: { status: 'checked' } });
    });
    it('gives way to one that is sent while it is still on its way', async () => {
      const slow = new PassThrough();
      slow.write(sheet.slice(0, 40));
      const first = take(slow);
      await new Promise((resolve) => setTimeout(resolve, 50));
      const second = await take(Readable.from([Buffer.from(sheet)]));
      slow.end(sheet.slice(40));
      expect(second).toMatchObject({ ok: true });
      expect(codeOf(await first)).toBe('upload_superseded');
      expect(await status()).toBe('checked');
    });
  });
});
