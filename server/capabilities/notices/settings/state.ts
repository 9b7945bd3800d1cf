// What may stand in the way of changing where one's mails go.
import type { Refusals } from '../../../kernel/decision.ts';

export const refusals = { address_asked_recently: { kind: 'throttled', rule: 'AUD-011' } } as const satisfies Refusals;
