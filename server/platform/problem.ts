// From a refusal to what the wire says of it: one status per kind, one text per code and language.
import { IntlMessageFormat } from 'intl-messageformat';
import type { Problem } from '../../contract/problem.ts';
import { type Language, languageOf, messages } from '../../messages/catalogue.ts';
import type { Obstacle, Refusal, RefusalKind } from '../kernel/decision.ts';

export const statusOf: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  limit: 422,
  throttled: 429,
  unavailable: 503,
  internal: 500,
};

const formats = new Map<string, IntlMessageFormat>();
/** A message in a language, its placeholders filled; English where a language lacks it, the key where all do. */
export function say(language: Language, key: string, values: Record<string, unknown> = {}): string {
  const text = messages[language][key] ?? messages.en[key];
  if (text === undefined) return key;
  const format =
    formats.get(`${language} ${key}`) ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  formats.set(`${language} ${key}`, format);
  const all = new Proxy(values, { get: (known, name) => plain(known[name as string]), has: () => true });
  return String(format.format(all as Record<string, string>));
}
const plain = (value: unknown) =>
  value == null
    ? '–'
    : value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : value;

/** Where the words for a value stand, by the name of the detail; where there is none the value stays as it is. */
const wordsFor: Readonly<Record<string, (value: string, details: Obstacle['details']) => readonly string[]>> = {
  status: (value, { thing }) => (thing ? [`status.${thing}.${value}`, `status.${value}`] : []),
  ...Object.fromEntries(['segment', 'allowed'].map((name) => [name, (value: string) => [`value.segment.${value}`]])),
  ...Object.fromEntries(['role', 'roles'].map((name) => [name, (value: string) => [`role.${value}`]])),
  ...Object.fromEntries(['kind', 'other'].map((name) => [name, (value: string) => [`value.enrolment.kind.${value}`]])),
  term: (value) => [`value.sku.term.${value}`],
  billingPlan: (value) => [`value.sku.billingPlan.${value}`],
};
const countryNames = new Set(['country', 'own', 'partner', 'market', 'registered']);
const isCountry = (name: string, value: string) => countryNames.has(name) && /^[A-Z]{2}$/.test(value);

type Named = { name: string; details: Obstacle['details'] };
function wordFor(language: Language, value: string, { name, details }: Named): string {
  if (isCountry(name, value)) return new Intl.DisplayNames([language], { type: 'region' }).of(value) ?? value;
  const found = wordsFor[name]?.(value, details).find((key) => messages[language][key]);
  return found ? say(language, found) : value;
}

/** Statuses, roles, segments and countries in words, so that no sentence holds a bare name of the API. */
function spoken(language: Language, details: Obstacle['details']): Obstacle['details'] {
  const told = Object.entries(details).map(([name, value]) => {
    if (!(name in wordsFor) && !countryNames.has(name)) return [name, value];
    const values = Array.isArray(value) ? value : typeof value === 'string' ? value.split(', ') : undefined;
    if (!values?.every((one) => typeof one === 'string')) return [name, value];
    return [name, values.map((one) => wordFor(language, one, { name, details })).join(', ')];
  });
  return Object.fromEntries(told);
}

type Reason = { code: string; rule?: string; says: string; mend: string };
/** Why not, for people: the sentence and what to do now. */
export function reason({ code, rule, details }: Obstacle, language: Language): Reason {
  const values = spoken(language, details);
  return {
    code,
    ...(rule && { rule }),
    says: say(language, `refusal.${code}.says`, values),
    mend: say(language, `refusal.${code}.mend`, values),
  };
}

export function problem(
  { because: [first, ...also] }: Refusal,
  { requestId, accept }: { requestId: string; accept?: string | undefined },
): Problem {
  const language = languageOf(accept);
  const told = (obstacle: Obstacle) => {
    const { says, ...rest } = reason(obstacle, language);
    return { ...rest, detail: says, details: obstacle.details };
  };
  const main = told(first);
  const { errors, ...details } = first.details as { errors?: { pointer: string; detail: string }[] };
  return {
    type: `/problems/${first.code}`,
    title: main.detail,
    status: statusOf[first.kind],
    requestId,
    ...main,
    details,
    also: also.map(told),
    ...(errors && { errors }),
  };
}
