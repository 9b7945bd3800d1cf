// Every rule about views of support. Pure: what is known comes in, what is decided goes out.
import { type Decision, decided, obstacles, refuse } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import { refusals, type SupportView } from './state.ts';

const no = obstacles(refusals);
const minuteMs = 60_000;

export type Begin = { organization: string; reason: string };
export type BeginGiven = {
  now: Date;
  by: { id: string; organization: string };
  isKnown: boolean;
  lastsMinutes: number;
  newId: Id<'sup'>;
};
export function begin(_state: Nothing, { organization, reason }: Begin, given: BeginGiven): Decision<SupportView> {
  const { now, by, isKnown, lastsMinutes, newId: id } = given;
  if (!isKnown) return refuse(no('organization_unknown', { organization }));
  if (organization === by.organization) return refuse(no('support_view_of_own'));
  const times = { begunAt: now, endsAt: new Date(now.getTime() + lastsMinutes * minuteMs) };
  return decided(
    { id, version: 0, status: 'open', organization, person: by.id, reason, ...times },
    'supportView.begun',
  );
}

type Ending = { now: Date };
export const end = (view: In<SupportView, 'open'>, _command: object, { now }: Ending): Decision<SupportView> =>
  decided({ ...view, status: 'ended', endsAt: now < view.endsAt ? now : view.endsAt }, 'supportView.ended');
