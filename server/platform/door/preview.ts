// The promise of a preview: a token over its outcome, so that the command refuses if the outcome would now differ.
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { hashed } from '../settings/secrets.ts';
import { no } from '../world/refusals.ts';
import type { Caller, Taken, World } from '../world/world.ts';
import type { Asked, Performed } from './change.ts';

const instant = /"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g;

/** A hash of what would happen, without the ids and numbers made anew each time, links, and the exact instant. */
export function outcomeOf(performed: Performed, taken: readonly Taken[]): string {
  const states = performed.states.map(
    ({ thing, shown: { commands: _commands, link: _link, revealed: _revealed, number: _number, ...shown } }) => ({
      thing,
      shown,
    }),
  );
  const text = JSON.stringify([states, performed.events, performed.foreseen]).replaceAll(instant, '"now"');
  const made = taken.flatMap(({ created }) => created);
  return hashed(made.reduce((so, id, i) => so.replaceAll(id, `new${i}`), text));
}

type Named = Pick<Asked<unknown>, 'operation' | 'key' | 'command' | 'said'>;
const about = (caller: Caller, { operation, key, command, said }: Named) =>
  hashed(JSON.stringify([caller.id, caller.organization, operation, key, said ?? command]));

type Of = { world: World; caller: Caller; asked: Named };
export function previewToken({ world, caller, asked }: Of, outcome: string): string {
  const until = world.clock.wall().getTime() + world.limits.previewMinutes * 60_000;
  return `${until}.${outcome}.${world.secrets.sign(`preview:${until}.${outcome}.${about(caller, asked)}`)}`;
}

/** Refuses `preview_token_invalid` for another's token, another command's, or one that is too old. */
export function readToken({ world, caller, asked }: Of, token: string): { ok: true; outcome: string } | Refusal {
  const [until = '', outcome = '', signature] = token.split('.');
  const signed = world.secrets.sign(`preview:${until}.${outcome}.${about(caller, asked)}`);
  const fresh = Number(until) > world.clock.wall().getTime();
  return signature === signed && fresh ? { ok: true, outcome } : refuse(no('preview_token_invalid'));
}
