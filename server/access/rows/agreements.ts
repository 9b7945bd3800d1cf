// Who may do what with customer agreements (matrix row 22; ROL-015 on the customer's side).
import type { Rows } from '../grant.ts';

export const agreements = {
  'customerAgreement.attest': ['adminAgent@partner', 'salesAgent@partner'],
  'customerAgreement.accept': ['globalAdmin@customer'],
  'customerAgreement.see': [
    'adminAgent@partner',
    'salesAgent@partner',
    'globalAdmin@customer',
    'operatorAdmin@operator',
    'operatorSupport@operator',
  ],
  'customerAgreement.read': ['anyone'],
} as const satisfies Rows;
