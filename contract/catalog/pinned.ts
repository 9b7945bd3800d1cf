// Our promise about pinned offers: what a partner keeps at the top of its own catalogue.
import { type Static, Type } from 'typebox';
import { body, command, Instant, noun, open, Party, shown, view } from '../operation.ts';
import { Sku } from './offers.ts';
import { SkuId } from './words.ts';

const skusMax = 100;

export const PinnedOffers = noun(['pinned', 'empty'], {
  partner: open(Party),
  /** First things first. */
  skus: open(Type.Array(SkuId())),
  changedAt: open(Instant()),
});
export type PinnedOffers = Static<typeof PinnedOffers>;

export const seePinnedOffers = view({
  name: 'pinnedOffers.see',
  path: '/api/v1/pinned-offers',
  summary: 'The offers at the top of your catalogue, in your order, and how many there may be.',
  answer: Type.Object({
    items: Type.Array(Sku),
    most: Type.Integer(),
    /** 0 where nothing was ever pinned. */
    version: Type.Integer(),
  }),
});

export const pinOffers = command({
  name: 'pinnedOffers.pin',
  path: '/api/v1/pinned-offers',
  summary: 'Say which offers stand at the top of your catalogue, all of them in their order; an empty list unpins all.',
  body: body({ skus: Type.Array(SkuId(), { maxItems: skusMax, uniqueItems: true }) }),
  answer: shown(PinnedOffers),
});

export const operations = [seePinnedOffers, pinOffers];
