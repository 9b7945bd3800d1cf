// The stories of the tour, one for each way in which clouds trade; a server's people say which of them can be played.
import { findPersona, type Persona } from './personas.ts';
import type { Cast, Step } from './tour-steps.ts';
import * as steps from './tour-steps.ts';

export type Story = {
  /** What is said of this cloud before it begins: `cli.tour.about.<key>`. */
  key: string;
  cast: Cast;
  steps: readonly Step[];
};

const twoTier = (cast: Cast): Story => ({
  key: 'two_tier',
  cast,
  steps: [
    steps.inviteReseller(cast),
    steps.approveProvider(cast),
    steps.seeEachOther(cast),
    steps.inviteForBoth(cast),
    steps.accept(cast),
    steps.order(cast),
    steps.waitForVendor(cast),
  ],
});

/** REL-032, REL-033: the indirect provider invites and owns the relationship; its resellers pass the link on. */
const providerInvites = (cast: Cast): Story => ({
  key: 'provider_invites',
  cast,
  steps: [
    steps.inviteReseller(cast),
    steps.approveProvider(cast),
    steps.seeEachOther(cast),
    steps.shareInvitation(cast),
    steps.passInvitationOn(cast),
    steps.accept(cast, 'customer_accepts_provider'),
    steps.order(cast),
    steps.waitForVendor(cast),
  ],
});

/** Where the cast has one partner, which sells directly. */
const oneTier = (cast: Cast): Story => ({
  key: 'one_tier',
  cast,
  steps: [
    steps.inviteDirectly(cast),
    steps.accept(cast, 'customer_accepts_direct'),
    steps.order(cast, 'partner_orders'),
    steps.waitForVendor(cast),
  ],
});

const stories: readonly Story[] = [
  twoTier({ provider: 'Saebyeok', reseller: 'Miru', customer: 'Daram' }),
  providerInvites({ provider: 'Jiangling', reseller: 'Yunpan', customer: 'Tianmu' }),
  oneTier({ provider: 'Fortline', reseller: '', customer: 'Harborview' }),
];

/** The story whose people are all here; none where a cloud is closed to new business. */
export const storyFor = (people: readonly Persona[]): Story | undefined =>
  stories.find((story) => story.steps.every(({ by }) => findPersona(people, by)));
