// The pages of those who operate the house: jobs, work that gave up, mails, and the signed end of the log.
import type { Shots } from '../shots.ts';

export const operating: Shots = {
  prepare: async () => ({}),
  shots: [
    { name: 'jobs', by: 'Mira', path: () => '/jobs' },
    { name: 'dead-letters', by: 'Mira', path: () => '/dead-letters' },
    { name: 'outgoing-mail', by: 'Mira', path: () => '/outgoing-mail' },
    { name: 'mailbox', path: () => '/mailbox' },
    {
      name: 'mail',
      path: () => '/mailbox',
      act: (page) => page.locator('summary').first().click(),
    },
    { name: 'sign-up', path: () => '/sign-up' },
    { name: 'sign-ups', by: 'Mira', path: () => '/sign-ups' },
    { name: 'log-verification', by: 'Mira', path: () => '/log-verification' },
  ],
};
