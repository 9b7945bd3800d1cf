// Who sees whether mails leave the house; who reports a link, and who settles it.
import type { Rows } from '../grant.ts';

export const notices = {
  'notification.see': ['member'],
  'notification.change': ['member'],
  'notification.confirm': ['anyone'],
  'mailbox.see': ['operatorAdmin@operator', 'operatorSupport@operator'],
  'linkReport.report': ['anyone'],
  'linkReport.see': ['operatorAdmin@operator', 'operatorSupport@operator'],
  'linkReport.settle': ['operatorAdmin@operator'],
} as const satisfies Rows;
