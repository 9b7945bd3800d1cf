// Who may do what with long work and with work that gave up.
import type { Rows } from '../grant.ts';

const whoImports = [
  'globalAdmin@organization',
  'userAdmin@organization',
  'billingAdmin@organization',
  'adminAgent@organization',
  'salesAgent@organization',
  'helpdeskAgent@organization',
  'operatorAdmin@organization',
] as const;

export const jobs = {
  'job.create': whoImports,
  'job.see': [...whoImports, 'operatorAdmin@operator', 'operatorSupport@operator'],
  'job.cancel': [...whoImports, 'operatorAdmin@operator'],
  'job.resume': [...whoImports, 'operatorAdmin@operator'],
  'job.start': ['system'],
  'job.finish': ['system'],
  'job.fail': ['system'],
  'export.create': whoImports,
  'deadLetter.create': ['system'],
  'deadLetter.see': ['operatorAdmin@operator'],
  'deadLetter.rerun': ['operatorAdmin@operator'],
} as const satisfies Rows;
