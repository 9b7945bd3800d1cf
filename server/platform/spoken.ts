// The facts of a refusal in the reader's words: statuses, and who may in names of roles and sides.
import { type Language, messages } from '../../messages/catalogue.ts';
import { grantParts } from '../access/may.ts';
import type { Grant } from '../access/policy.ts';
import type { Obstacle } from '../kernel/decision.ts';

type Facts = Obstacle['details'];
/** A message in the reader's language. */
type Reader = { language: Language; tell(key: string, values?: Record<string, unknown>): string };

/** A status in the words of its thing, so that no sentence holds a bare name of the API. */
function withStatus({ language, tell }: Reader, facts: Facts): Facts {
  const { thing, status } = facts;
  const found = [`status.${thing}.${status}`, `status.${status}`].find((key) => messages[language][key]);
  return thing && found ? { ...facts, status: tell(found) } : facts;
}

function granted({ tell }: Reader, grant: string): string {
  if (!grant.includes('@')) return tell(grant === 'system' ? 'grant.system' : 'grant.member');
  const { role, side } = grantParts(grant as Grant);
  return tell('grant.at', { role: tell(`role.${role}`), side: tell(`side.${side}`) });
}

/** `globalAdmin@customer` is for programs; people read the names of the glossary. */
function withGrants(reader: Reader, facts: Facts): Facts {
  if (typeof facts.needs !== 'string') return facts;
  const all = [...new Set(facts.needs.split(', ').map((grant) => granted(reader, grant)))];
  return { ...facts, needs: new Intl.ListFormat(reader.language, { type: 'disjunction' }).format(all) };
}

export const spoken = (reader: Reader, facts: Facts): Facts => withGrants(reader, withStatus(reader, facts));
