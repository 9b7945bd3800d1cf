// Somebody of the demo's cast does something through the door; a refusal is a mistake in the demo and stops it.
import type { Readable } from 'node:stream';
import type { Route } from '../platform/wire/operations.ts';
import type { Caller, World } from '../platform/world/world.ts';

export type Builder = {
  world: World;
  routes: ReadonlyMap<string, Route>;
  passwordHash: string;
  /** Everybody who came in, by the name they sign in with; organizations by theirs. */
  people: Map<string, Caller>;
  say(line: string): void;
  /** Does the long work that waits. */
  work(): Promise<void>;
};
type Asked = {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
  file?: Readable;
};
export type Answer = Record<string, unknown> & { id: string };
export type Acting = (name: string, asked?: Asked) => Promise<Answer>;

export const acting =
  ({ world, routes }: Builder, caller: Caller): Acting =>
  async (name, asked = {}) => {
    const call = { world, caller, path: {}, query: {}, body: {}, language: 'en', ...asked };
    const rest = { once: undefined, preview: false, version: undefined, previewToken: undefined };
    const answer = await routes.get(name)!.answer({ ...call, ...rest } as Parameters<Route['answer']>[0]);
    if (answer.ok) return answer.body as Answer;
    throw new Error(`the demo may not ${name}: ${answer.because.map(({ code }) => code).join(', ')}`);
  };

/** As one of the cast, by the name they sign in with. */
export const as = (builder: Builder, name: string): Acting => acting(builder, builder.people.get(name)!);
export const organizationOf = (builder: Builder, name: string): string => builder.people.get(name)!.organization;
/** What stands behind the last slash of a link. */
export const tokenIn = (link: unknown): string => String(link).split('/').at(-1)!;
