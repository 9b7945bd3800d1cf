// The catalogue through HTTP on both engines: who browses it, who sees prices, what differs, what may be bought.
import { beforeAll, describe, expect, it } from 'vitest';
import { orgs, putIntoForce, type Sample, sampleWorld } from '../../../../tests/catalog-world.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { type Cells, csvOf, meter, offer, price } from '../../price-sheets/sheets/sample-sheets.ts';

const basic: Cells = { ...price, UnitPrice: '100', 'ERP Price': '125' };
const standard: Cells = { ...basic, SkuId: '0002', SkuTitle: 'Daram Desk Standard', UnitPrice: '200' };
const danish: Cells = { ...basic, Market: 'DK', Currency: 'DKK', UnitPrice: '7' };
const open: Cells = { ...offer, ProductSkuPreRequisites: '', AllowedCountries: '' };

forEachEngine((engine) => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await sampleWorld(await engine.fresh());
    await putIntoForce(sample, csvOf([basic, standard, danish]));
    await putIntoForce(sample, csvOf([open]));
    sample.clock.now = new Date('2026-04-01T00:00:00Z');
    await putIntoForce(sample, csvOf([{ ...basic, UnitPrice: '110' }, danish]));
  });
  const get = async (path: string, by = 'minjun') => {
    const { status, body } = await sample.call(by, path);
    return { status, body, titles: body?.items?.map((one: any) => one.title) };
  };
  const available = (more = '', customer = orgs.daram) => get(`/customers/${customer}/availability?${more}`, 'sena');

  describe('Products and SKUs (ORD-002)', () => {
    it('are listed by title, and found by its beginning', async () => {
      expect((await get('/products')).body.items).toMatchObject([{ title: 'Daram Desk', skus: 2 }]);
      expect((await get('/skus')).titles).toEqual(['Daram Desk Basic', 'Daram Desk Standard']);
      expect((await get('/skus?search=daram%20desk%20s')).titles).toEqual(['Daram Desk Standard']);
      expect((await get('/skus?list=usage')).titles).toEqual([]);
    });
    it('come page by page, without gaps', async () => {
      const first = await get('/skus?limit=1');
      const second = await get(`/skus?limit=1&after=${first.body.next}`);
      expect([...first.titles, ...second.titles]).toEqual(['Daram Desk Basic', 'Daram Desk Standard']);
      expect((await get('/skus?after=nonsense')).body.code).toBe('invalid_cursor');
    });
    it('are for resellers, too, but for nobody outside the program', async () => {
      expect((await get('/skus', 'jiwoo')).status).toBe(200);
      expect((await get('/skus', 'haneul')).status).toBe(403);
    });
    it('tell on which terms they are sold, and the rules of the offer matrix', async () => {
      const { body } = await get('/skus/KTR000000001:0001');
      expect(body).toMatchObject({ rules: { licencesMax: 300, ownershipLimit: 2 } });
      expect(body.terms).toMatchObject([{ market: 'KR', currency: 'KRW', term: 'P1Y', billingPlan: 'Monthly' }]);
      expect((await get('/skus/KTR000000001:0002')).body.rules).toBeNull();
      expect((await get('/skus/KTR000000009:0001')).status).toBe(404);
    });
  });

  describe('Prices (ORD-070, ORD-071)', () => {
    const amounts = async (query: string, by = 'minjun') =>
      (await get(`/prices?market=KR&${query}`, by)).body.items.map((one: any) => one.unitPrice.amount);
    it('are those of a market on a day', async () => {
      expect(await amounts('at=2026-03-15T00:00:00Z')).toEqual(['100', '200']);
      expect(await amounts('at=2026-04-15T00:00:00Z')).toEqual(['110']);
      expect((await get('/prices?market=DK')).body.items[0].unitPrice).toEqual({ amount: '7.00', currency: 'DKK' });
    });
    it('are for who transacts: resellers and customers never see them (ORD-071)', async () => {
      for (const by of ['jiwoo', 'haneul']) expect((await get('/prices?market=KR', by)).status).toBe(403);
    });
    it('differ between two days by what began, changed and ended', async () => {
      const days = 'from=2026-03-15T00:00:00Z&to=2026-04-15T00:00:00Z';
      const { body } = await get(`/price-differences?market=KR&${days}`);
      expect(body.items).toMatchObject([
        { kind: 'changed', before: { unitPrice: { amount: '100' } }, after: { unitPrice: { amount: '110' } } },
        { kind: 'ended', before: { unitPrice: { amount: '200' } }, after: null },
      ]);
      expect((await get(`/price-differences?market=DK&${days}`)).body.items).toEqual([]);
    });
    it('stream as a table', async () => {
      const { text } = await sample.call('minjun', '/prices?market=KR', { headers: { accept: 'text/csv' } });
      expect(text.split('\n')[1]).toContain('KTR000000001:0001');
    });
  });

  describe('What a customer may buy (ORD-002, ORD-008)', () => {
    it('is listed with its price, and with the reason where it cannot be bought', async () => {
      sample.clock.now = new Date('2026-03-20T00:00:00Z');
      const { body } = await available();
      sample.clock.now = new Date('2026-04-01T00:00:00Z');
      const [first, second] = body.items;
      expect(first).toMatchObject({ sku: 'KTR000000001:0001', available: true, because: [] });
      expect([second.available, second.because.map(({ code }: any) => code)]).toEqual([false, ['not_in_offer_matrix']]);
    });
    it('is told apart by the server, page by page, from what cannot go into a cart', async () => {
      sample.clock.now = new Date('2026-03-20T00:00:00Z');
      const [buyable, others] = [await available('buyable=true&limit=1'), await available('buyable=false&limit=1')];
      const tooMany = await available('buyable=true&quantity=301');
      sample.clock.now = new Date('2026-04-01T00:00:00Z');
      expect([buyable.titles, buyable.body.next]).toEqual([['Daram Desk Basic'], null]);
      expect([others.titles, others.body.next]).toEqual([['Daram Desk Standard'], null]);
      expect([tooMany.titles, tooMany.body.next]).toEqual([[], null]);
      expect((await available('buyable=perhaps')).body.code).toBe('invalid_request');
    });
    it('depends on the quantity and is found by title', async () => {
      expect((await available('quantity=301')).body.items[0].because[0].code).toBe('quantity_out_of_range');
      expect((await available('search=daram%20desk%20b')).titles).toEqual(['Daram Desk Basic']);
      expect((await available('search=x')).titles).toEqual([]);
    });
    it('is a usage plan by its meters: one, until it is cancelled, without a price of its own', async () => {
      const ProductId = 'KTR00000000U';
      const plan: Cells = { ...meter, ProductId, Market: 'KR', SkuTitle: 'Cloud plan' };
      const machine = { ...plan, SkuId: '0002', SkuTitle: 'Machine' };
      await putIntoForce(sample, csvOf([plan, { ...plan, TermDuration: 'payG-3' }, machine]), { list: 'usage' });
      await putIntoForce(sample, csvOf([{ ...open, ProductId, SkuTitle: 'Cloud plan' }]), { list: 'usage' });
      const sold = { segment: 'Commercial', term: 'NoTerm', billingPlan: 'None', currency: 'USD' };
      const { body } = await available('list=usage&quantity=20');
      expect(body.items).toMatchObject([{ ...sold, title: 'Cloud plan', available: true, unitPrice: null }]);
      expect((await available('list=usage&term=NoTerm&billingPlan=None&segment=Commercial')).body.items).toHaveLength(
        1,
      );
      expect((await available('list=usage&term=P1Y')).body.items).toEqual([]);
      const whole = (await get(`/skus/${ProductId}:0001`)).body;
      expect(whole.terms).toEqual([{ ...sold, market: 'KR' }]);
    });
    it('is in the market of the customer', async () => {
      const { body } = await get(`/customers/${orgs.kestrel}/availability`, 'yuna');
      expect(body.items).toMatchObject([{ currency: 'DKK', unitPrice: { amount: '7.00' } }]);
    });
    it('is told only to who sells to that customer', async () => {
      expect((await available('', orgs.kestrel)).body.code).toBe('relationship_required');
      expect((await get(`/customers/${orgs.daram}/availability`, 'jiwoo')).status).toBe(403);
    });
  });
});
