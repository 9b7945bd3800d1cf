// What a rule answers: the next state and what happened, or every obstacle in the way. Never an exception.
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'too_large'
  | 'unsupported'
  | 'limit'
  | 'throttled'
  | 'unavailable'
  | 'internal';

/** Declared by each room in `state.ts`; the texts stand in messages/ under the same code. */
export type Refusals = Record<string, { kind: RefusalKind; rule?: string }>;
export type Obstacle = { code: string; kind: RefusalKind; rule?: string; details: Record<string, unknown> };
export type Refusal = { ok: false; because: readonly [Obstacle, ...Obstacle[]] };
export type EventName = `${string}.${string}`;
export type Decision<S> = { ok: true; next: S; events: readonly EventName[] } | Refusal;

/** Without an event nothing happened: the door saves nothing and shows what is there. */
export const decided = <S>(next: S, ...events: EventName[]): Decision<S> => ({ ok: true, next, events });

export const refuse = (first: Obstacle, ...also: Obstacle[]): Refusal => ({ ok: false, because: [first, ...also] });

/** All obstacles that stand side by side, or undefined when the way is free. */
export const refuseAll = (found: readonly (Obstacle | false | undefined)[]): Refusal | undefined => {
  const [first, ...also] = found.filter((one): one is Obstacle => !!one);
  return first && refuse(first, ...also);
};

/** Binds a room's refusals, so that a rule can only name an obstacle which its room declares. */
export const obstacles =
  <T extends Refusals>(table: T) =>
  (code: keyof T & string, details: Record<string, unknown> = {}): Obstacle => ({ code, ...table[code]!, details });
