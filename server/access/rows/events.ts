// Who reads the log, its receipts and its heads (matrix row 47), each in its own organization.
import type { Rows } from '../grant.ts';

const whoReads = [
  'globalAdmin@organization',
  'userAdmin@organization',
  'billingAdmin@organization',
  'adminAgent@organization',
  'salesAgent@organization',
  'helpdeskAgent@organization',
  'operatorAdmin@organization',
  'operatorSupport@organization',
] as const;

export const events = {
  'event.see': whoReads,
  'activity.see': whoReads,
  'head.see': whoReads,
  'receipt.see': whoReads,
  'receipt.keys': ['anyone'],
  // The log of all: whoever runs the cloud.
  'log.verify': ['operatorAdmin@operator'],
} as const satisfies Rows;
