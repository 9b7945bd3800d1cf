// Our promise about support: the operator's staff sees what an organization sees, with a reason, read only.
import { type Static, Type } from 'typebox';
import { body, command, Identifier, Instant, list, noun, only, open, Party, shown, Text, view } from '../operation.ts';

/** Sent as the header `Support-View` with reads; each of them is in the log of the organization. */
export const SupportView = noun(['open', 'ended'], {
  organization: open(Party),
  reason: open(Type.String()),
  begunAt: open(Instant()),
  endsAt: open(Instant()),
  person: only('personal', Type.String()),
});
export type SupportView = Static<typeof SupportView>;

export const beginSupportView = command({
  name: 'supportView.begin',
  path: '/api/v1/support-views',
  summary: 'See what an organization sees, for an hour and read only; it is told by whom and why.',
  status: 201,
  who: 'person',
  needsFreshProof: true,
  body: body({ organization: Identifier(), reason: Text(500, 10) }),
  answer: shown(SupportView),
});
export const endSupportView = command({
  name: 'supportView.end',
  path: '/api/v1/support-views/{id}/end',
  summary: 'End a view of support before its hour is over; the organization may do so, too.',
  who: 'person',
  body: body({}),
  answer: shown(SupportView),
});
export const listSupportViews = list({
  name: 'supportView.list',
  path: '/api/v1/support-views',
  summary: 'Who of the operator saw what an organization sees, when and why.',
  of: SupportView,
  filters: { status: Type.Optional(Type.Enum(['open', 'ended'])) },
});
export const seeSupportView = view({
  name: 'supportView.see',
  path: '/api/v1/support-views/{id}',
  summary: 'One view of support.',
  answer: shown(SupportView),
});
export const operations = [beginSupportView, endSupportView, listSupportViews, seeSupportView];
