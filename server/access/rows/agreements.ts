// Who may do what with customer agreements (matrix row 22; ROL-015 on the customer's side).
import type { Rows } from '../grant.ts';

export const agreements = {
  'customerAgreement.attest': ['adminAgent@partner', 'salesAgent@partner'],
  'customerAgreement.create': ['adminAgent@partner', 'salesAgent@partner'],
  'customerAgreement.accept': ['globalAdmin@customer'],
  'customerAgreement.see': [
    'adminAgent@partner',
    'salesAgent@partner',
    'globalAdmin@customer',
    'operatorAdmin@operator',
    'operatorSupport@operator',
  ],
  'customerAgreement.read': ['anyone'],
  'attestation.create': ['adminAgent@partner', 'salesAgent@partner'],
  'attestation.see': [
    'adminAgent@partner',
    'salesAgent@partner',
    'globalAdmin@customer',
    'operatorAdmin@operator',
    'operatorSupport@operator',
  ],
  'attestation.open': ['anyone'],
  'attestation.confirm': ['anyone'],
  'attestation.use': ['adminAgent@partner', 'salesAgent@partner'],
  'attestation.expire': ['system'],
} as const satisfies Rows;
