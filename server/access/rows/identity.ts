// Who may do what with API clients (matrix row 51) and with views of support (ROL-014).
import type { Rows } from '../grant.ts';

export const identity = {
  'apiClient.create': ['globalAdmin@organization'],
  'apiClient.see': ['globalAdmin@organization', 'operatorSupport@operator', 'operatorAdmin@operator'],
  'apiClient.change': ['globalAdmin@organization'],
  'apiClient.rotate': ['globalAdmin@organization'],
  'apiClient.revoke': ['globalAdmin@organization', 'operatorAdmin@operator'],
  'supportView.begin': ['operatorSupport@operator'],
  'supportView.end': ['operatorSupport@operator', 'globalAdmin@organization'],
  'supportView.expire': ['system'],
  'supportView.see': ['globalAdmin@organization', 'operatorSupport@operator', 'operatorAdmin@operator'],
} as const satisfies Rows;
