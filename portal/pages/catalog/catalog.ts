// How the catalogue is listed, shown and commanded: SKUs, imports, qualifications, and lists of prices and offers.
import { BadgeCheck, FileUp, ScanBarcode } from 'lucide-react';
import * as offers from '../../../contract/catalog/offers.ts';
import * as qualifications from '../../../contract/catalog/qualifications.ts';
import type { Answer } from '../../../contract/operation.ts';
import * as imports from '../../../contract/price-sheets.ts';
import { listRelationships } from '../../../contract/relationships/relationships.ts';
import type { Capability, Choices } from '../../capability.ts';
import { availability, differences, prices, products, skuName } from './lists.ts';

/** Each customer once, however many tenants or partners it has. */
const customersByName: Choices = {
  operation: listRelationships,
  query: () => ({ limit: '500' }),
  of: ({ items }: Answer<typeof listRelationships>) =>
    [...new Map(items.map(({ customer }) => [customer.id, customer.name]))].map(([value, label]) => ({ value, label })),
};

export const catalog: Capability = {
  nouns: [
    {
      name: 'sku',
      group: 'catalogue',
      prefix: 'sku',
      path: '/skus',
      icon: ScanBarcode,
      of: offers.WholeSku,
      list: offers.listSkus,
      see: offers.seeSku,
      title: skuName,
      columns: ['pinned', 'publisher', 'list', 'unit', 'tags'],
      facts: ['productTitle', 'publisher', 'list', 'unit', 'tags', 'description'],
      filters: ['list', 'product'],
      isSearchable: true,
      below: { sold: () => import('./sold.tsx'), pinning: () => import('./pinning.tsx') },
    },
    {
      name: 'priceImport',
      group: 'program',
      prefix: 'pim',
      path: '/price-imports',
      icon: FileUp,
      of: imports.PriceImport,
      list: imports.listPriceImports,
      see: imports.seePriceImport,
      title: ({ name }) => String(name),
      columns: ['list', 'sheet', 'rows', 'badRows', 'createdAt', 'appliedAt'],
      facts: [
        'list',
        'sheet',
        'missing',
        'rows',
        'badRows',
        'markets',
        'takesEffectAt',
        'createdAt',
        'appliedAt',
        'createdBy',
      ],
      filters: ['status', 'list'],
      sorts: ['createdAt'],
      commands: {
        apply: { operation: imports.applyPriceImport },
        compare: { operation: imports.comparePriceImport },
        discard: { operation: imports.discardPriceImport },
      },
      create: { operation: imports.createPriceImport, path: '/price-imports/new' },
      waiting: { status: 'checked' },
      below: {
        sheet: () => import('./sheet.tsx'),
        comparison: () => import('./comparison.tsx'),
      },
    },
    {
      name: 'qualification',
      group: 'sales',
      prefix: 'qua',
      path: '/qualifications',
      icon: BadgeCheck,
      of: qualifications.Qualification,
      list: qualifications.listQualifications,
      see: qualifications.seeQualification,
      title: ({ customer }) => (customer as { name: string }).name,
      columns: ['kind', 'partner', 'appliedAt', 'decidedAt'],
      facts: ['customer', 'kind', 'partner', 'evidence', 'note', 'appliedAt', 'decidedAt', 'appliedBy'],
      filters: ['status', 'kind'],
      sorts: ['appliedAt'],
      commands: { decide: { operation: qualifications.decideQualification } },
      create: { operation: qualifications.applyForQualification, choices: { customer: customersByName } },
      createAlso: [
        { operation: qualifications.declareStateOwned, choices: { customer: customersByName } },
        { operation: qualifications.recordQualification, choices: { customer: customersByName } },
      ],
      waiting: { status: 'inReview' },
      waitsFor: qualifications.decideQualification,
    },
  ],
  lists: [products, prices, differences, { ...availability, path: '/availability' }],
  pages: {
    '/availability': () => import('./availability.tsx'),
    '/price-imports/new': () => import('./new-import.tsx'),
  },
};
