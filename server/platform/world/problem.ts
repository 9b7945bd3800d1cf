// From a refusal to what the wire says of it: one status per kind, one text per code and language.
import { IntlMessageFormat } from 'intl-messageformat';
import type { Problem } from '../../../contract/problem.ts';
import { type Language, languageOf, messages } from '../../../messages/catalogue.ts';
import type { Obstacle, Refusal, RefusalKind } from '../../kernel/decision.ts';
import { spoken } from './localized-facts.ts';

/** `key` stands in messages/ below `invalid.`. */
export type FieldError = { pointer: string; key: string; values?: Record<string, unknown> };

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
function plain(value: unknown): unknown {
  if (value == null) return '–';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

type Reason = { code: string; rule?: string; says: string; mend: string };
/** Why not, for people: the sentence and what to do now. */
export function reason({ code, rule, details }: Obstacle, language: Language): Reason {
  const values = spoken({ language, tell: (key, facts) => say(language, key, facts) }, details);
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
  const { errors: misfits, ...details } = first.details as { errors?: FieldError[] };
  const errors = misfits?.map(({ pointer, key, values }) => ({
    pointer,
    detail: say(language, `invalid.${key}`, values),
  }));
  return {
    type: `/problems/${first.code}`,
    title: say(language, `problem.${first.kind}`),
    status: statusOf[first.kind],
    requestId,
    ...main,
    ...(errors && { detail: [main.detail, ...errors.slice(0, toldMax).map(atField)].join(' ') }),
    details,
    also: also.map(told),
    ...(errors && { errors }),
  };
}

/** So many faults stand in the sentence as well; the rest only beside it. */
const toldMax = 3;
const atField = ({ pointer, detail }: { pointer: string; detail: string }): string => `${pointer || '/'}: ${detail}`;
