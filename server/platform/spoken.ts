// The facts of a refusal in the reader's words: statuses, segments, countries, and who may in names of roles and sides.
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

/** Where the words for the value of a fact stand, by the name of the fact. */
const wordsFor: Readonly<Record<string, string>> = {
  ...{ segment: 'value.segment', allowed: 'value.segment', role: 'role', roles: 'role' },
  ...{ kind: 'value.enrolment.kind', other: 'value.enrolment.kind' },
  ...{ check: 'value.enrolment.check', checks: 'value.enrolment.check' },
  ...{ term: 'value.sku.term', billingPlan: 'value.sku.billingPlan' },
};
const countries = new Set(['country', 'own', 'partner', 'market', 'registered']);

function worded({ language, tell }: Reader, name: string, value: string): string {
  if (countries.has(name) && /^[A-Z]{2}$/.test(value)) {
    return new Intl.DisplayNames([language], { type: 'region' }).of(value) ?? value;
  }
  const key = `${wordsFor[name]}.${value}`;
  return messages[language][key] ? tell(key) : value;
}

/** Segments, roles, terms and countries by name, one or several; what has no word stays as it is. */
function withNames(reader: Reader, facts: Facts): Facts {
  const told = Object.entries(facts).map(([name, value]) => {
    const isNamed = name in wordsFor || countries.has(name);
    const values = Array.isArray(value) ? value : typeof value === 'string' ? value.split(', ') : [];
    if (!isNamed || values.length === 0 || !values.every((one) => typeof one === 'string')) return [name, value];
    return [name, values.map((one) => worded(reader, name, one)).join(', ')];
  });
  return Object.fromEntries(told);
}

export const spoken = (reader: Reader, facts: Facts): Facts =>
  withGrants(reader, withStatus(reader, withNames(reader, facts)));
