// The secret of a webhook: made from the installation's secret and its edition, hence stored nowhere.
import type { World } from '../../platform/world/world.ts';
import { oldSecretHours, type Webhook } from './state.ts';

type Of = Pick<Webhook, 'id' | 'secretEdition'>;
export const secretOf = ({ secrets }: World, { id, secretEdition }: Of): string => {
  const key = Buffer.from(secrets.tokenFor('webhook', `${id}.${secretEdition}`), 'base64url');
  return `whsec_${key.toString('base64')}`;
};

/** The one that signs now, and for a day the one before it, so that nobody must change both ends at once. */
export function signingSecrets(world: World, webhook: Webhook): string[] {
  const now = secretOf(world, webhook);
  const ageHours = (world.clock.business().getTime() - webhook.secretSince.getTime()) / 3_600_000;
  if (webhook.secretEdition === 1 || ageHours >= oldSecretHours) return [now];
  return [now, secretOf(world, { id: webhook.id, secretEdition: webhook.secretEdition - 1 })];
}
