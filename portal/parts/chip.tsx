// The state of a thing: told by shape, by word and by colour, so that none of them is needed alone.
import { Ban, CircleCheck, CircleDashed, CircleDot, Clock, SquareCheck, TriangleAlert } from 'lucide-react';
import { useSay } from './say.ts';

const tones = {
  good: { icon: CircleCheck, of: ['active', 'qualified', 'verified', 'live', 'passed', 'delivered', 'confirmed'] },
  waiting: {
    icon: Clock,
    of: ['open', 'pending', 'invited', 'draft', 'provisioning', 'onHold', 'hold'].concat([
      'emailVerification',
      'mailVerified',
      'domainProven',
      'waiting',
      'running',
      'paused',
      'uploading',
      'comparing',
      'applying',
      'checked',
      'inReview',
    ]),
  },
  done: { icon: SquareCheck, of: ['used', 'completed', 'accepted', 'placed', 'done', 'rerun', 'fulfilled', 'applied'] },
  warning: { icon: TriangleAlert, of: ['restricted', 'suspended', 'blocked', 'removing'] },
  bad: { icon: Ban, of: ['declined', 'rejected', 'revoked', 'failed', 'dead', 'notQualified'] },
  ended: {
    icon: CircleDashed,
    of: [
      'expired',
      'removed',
      'withdrawn',
      'cancelled',
      'ended',
      'nothing',
      'closed',
      'unlinked',
      'dropped',
      'discarded',
      'lapsed',
    ],
  },
} as const;
type Tone = keyof typeof tones;

const toneOf = (status: string): Tone | undefined =>
  (Object.keys(tones) as Tone[]).find((tone) => (tones[tone].of as readonly string[]).includes(status));

export function Chip({ noun, status }: { noun: string; status: string }) {
  const say = useSay();
  const tone = toneOf(status);
  const Icon = tone ? tones[tone].icon : CircleDot;
  return (
    <span className={`chip chip-${tone ?? 'ended'}`}>
      <Icon size={14} aria-hidden />
      {say.status(noun, status)}
    </span>
  );
}
