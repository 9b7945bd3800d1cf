// Getting in: whoever holds the mailed link acts; the operator sees how it goes.
import type { Rows } from '../grant.ts';

export const signups = {
  'signup.start': ['anyone'],
  'signup.verifyMail': ['anyone'],
  'signup.proveDomain': ['anyone'],
  'signup.complete': ['anyone'],
  'signup.open': ['anyone'],
  'signup.expire': ['system'],
  'signup.see': ['operatorAdmin@operator', 'operatorSupport@operator'],
} as const satisfies Rows;
