// What partnerships tell the rooms below: which resellers work with a provider.
import sql from 'sql-template-tag';
import { answering } from '../../platform/world/questions.ts';
import { resellersOf } from '../organizations/agreement/state.ts';

export const answers = [
  answering(resellersOf, async (tx, { provider }) => {
    const found = await tx.query<{ reseller_id: string }>(
      sql`select reseller_id from partnerships where provider_id = ${provider} and status = 'active'`,
    );
    return found.map(({ reseller_id: reseller }) => reseller);
  }),
];
