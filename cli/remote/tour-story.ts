// The two-tier story as steps: who acts, by which operation, and what the next step takes from it.
import type { Wanted } from './personas.ts';

/** What is known so far, by names that later steps use. */
export type Known = Readonly<Record<string, string>>;
export type Call = {
  operation: string;
  path?: (known: Known) => Record<string, string>;
  body?: (known: Known) => Record<string, unknown>;
  /** Shown as a preview before it is done. */
  isPreviewed?: true;
  /** What to remember of the answer. */
  keeps?: (answer: Record<string, unknown>) => Known;
};
export type Step = {
  /** Its texts are `cli.tour.<key>.title` and `.explains`. */
  key: string;
  by: Wanted;
  calls: readonly Call[];
};

const provider = 'Saebyeok';
const reseller = 'Miru';
const lastPart = (link: unknown): string => String(link).split('/').at(-1)!;

/** In this order; a step whose operations this server does not have ends the tour. */
export const story: readonly Step[] = [
  {
    key: 'invite_reseller',
    by: { organization: provider, roles: ['salesAgent', 'adminAgent', 'globalAdmin'] },
    calls: [
      {
        operation: 'partnershipInvitation.create',
        keeps: ({ link }) => ({ partnershipToken: lastPart(link) }),
      },
    ],
  },
  {
    key: 'approve_provider',
    by: { organization: reseller, roles: ['globalAdmin'] },
    calls: [
      {
        operation: 'partnershipInvitation.open',
        path: ({ partnershipToken = '' }) => ({ token: partnershipToken }),
      },
      {
        operation: 'partnershipInvitation.use',
        path: ({ partnershipToken = '' }) => ({ token: partnershipToken }),
        body: () => ({ confirmsPartnership: true }),
        isPreviewed: true,
      },
    ],
  },
  {
    key: 'partners_see_each_other',
    by: { organization: reseller, roles: ['globalAdmin', 'adminAgent'] },
    calls: [{ operation: 'partnership.list' }],
  },
];
