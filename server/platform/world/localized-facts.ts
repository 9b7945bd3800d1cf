// The facts of a refusal in the reader's words: statuses, segments, countries, and who may in names of roles and sides.
import { type Language, messages } from '../../../messages/catalogue.ts';
import { grantParts } from '../../access/may.ts';
import type { Grant } from '../../access/policy.ts';
import type { Obstacle } from '../../kernel/decision.ts';

type Facts = Obstacle['details'];
/** A message in the reader's language. */
type Reader = { language: Language; tell(key: string, values?: Record<string, unknown>): string };

/** A status in the words of its thing, so that no sentence holds a bare name of the API. */
function withStatus({ language, tell }: Reader, facts: Facts): Facts {
  const { thing, status } = facts;
  const found = [`status.${thing}.${status}`, `status.${status}`].find((key) => messages[language][key]);
  return thing && found ? { ...facts, status: tell(found) } : facts;
}

const grantsNamedMax = 3;
/** Roles by name, or one of the words for whoever it is, by the side where they are held. */
function grantsBySide(tell: Reader['tell'], grants: readonly string[]): Map<string, string[]> {
  const bySide = new Map<string, string[]>();
  for (const grant of grants) {
    const { role, side } = grant.includes('@') ? grantParts(grant as Grant) : { role: '', side: '' };
    const name = role ? tell(`role.${role}`) : tell(grant === 'system' ? 'grant.system' : 'grant.member');
    const names = bySide.get(side) ?? [];
    if (!names.includes(name)) bySide.set(side, [...names, name]);
  }
  return bySide;
}

/** `globalAdmin@customer` is for programs; people read the names of the glossary, and of many only the first. */
function withGrants({ language, tell }: Reader, facts: Facts): Facts {
  if (typeof facts.needs !== 'string') return facts;
  const pairs = facts.needs.split(', ').map((grant) => grant.replace(/ (if|needs) .*$/, ''));
  const grants = [...new Set(pairs)];
  const oneOf = new Intl.ListFormat(language, { type: 'disjunction' });
  // The names of the operator's roles say already whose they are.
  const named = [...grantsBySide(tell, grants.slice(0, grantsNamedMax))].map(([side, names]) =>
    side && side !== 'operator'
      ? tell('grant.at', { role: oneOf.format(names), side: tell(`side.${side}`) })
      : oneOf.format(names),
  );
  const others = grants.length > grantsNamedMax ? [tell('grant.others')] : [];
  return { ...facts, needs: oneOf.format([...named, ...others]) };
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
