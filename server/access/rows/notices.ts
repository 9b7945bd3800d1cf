// Who sees whether mails leave the house.
import type { Rows } from '../grant.ts';

export const notices = {
  'mailbox.see': ['operatorAdmin@operator', 'operatorSupport@operator'],
} as const satisfies Rows;
