// Who may do what with API clients (matrix row 51): the global admin of the organization whose programs they are.
import type { Rows } from '../grant.ts';

export const identity = {
  'apiClient.create': ['globalAdmin@organization'],
  'apiClient.see': ['globalAdmin@organization', 'operatorSupport@operator', 'operatorAdmin@operator'],
  'apiClient.change': ['globalAdmin@organization'],
  'apiClient.rotate': ['globalAdmin@organization'],
  'apiClient.revoke': ['globalAdmin@organization', 'operatorAdmin@operator'],
} as const satisfies Rows;
