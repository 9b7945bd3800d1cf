// What will happen: changes, access, money, deadlines, and what will not change; or why it cannot happen.
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Preview } from '../../contract/client.ts';
import type { Item, Noun } from '../capability.ts';
import { useStanding } from '../session.ts';
import { Chip } from './chip.tsx';
import { nameOf } from './listing.ts';
import { useNouns } from './nouns.ts';
import { useSay } from './say.ts';
import { shapesOf } from './shape.ts';
import { Told } from './told.tsx';
import { Note, Obstacle } from './trouble.tsx';
import { Value } from './value.tsx';

type State = Preview['would']['states'][number];
const unseen = new Set(['id', 'status', 'version', 'commands', 'thing', 'link']);
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function Changed({ state, before }: { state: State; before: Item | undefined }) {
  const say = useSay();
  const noun = useNouns().find(({ name }) => name === state.thing);
  const shapes = noun ? shapesOf(noun.of).filter(({ name }) => !unseen.has(name)) : [];
  // What comes into being is told by what its list would show; its page tells the rest.
  const told = shapes.filter(({ name }) => before || noun?.columns.some((column) => nameOf(column) === name));
  const differing = told.filter(({ name }) => name in state && !same(state[name] ?? null, before?.[name] ?? null));
  const name = useNameOf(noun, state);
  return (
    <li>
      <div className="row">
        <strong>{before || !name ? say(`noun.${state.thing}.one`) : name}</strong>
        {before && before.status !== state.status && (
          <>
            <Chip noun={state.thing} status={before.status} />
            <ArrowRight size={16} aria-label={say('portal.becomes')} />
          </>
        )}
        <Chip noun={state.thing} status={state.status} />
      </div>
      <dl className="changes">
        {differing.map((shape) => (
          <div key={shape.name}>
            <dt>{say.field(state.thing, shape.name)}</dt>
            <dd>
              {before && (
                <>
                  <Value noun={state.thing} shape={shape} value={before[shape.name]} />
                  <ArrowRight size={14} aria-label={say('portal.becomes')} />
                </>
              )}
              <Value noun={state.thing} shape={shape} value={state[shape.name]} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** What somebody who is signed in calls the thing that would come into being. */
function useNameOf(noun: Noun | undefined, state: State): string | undefined {
  const say = useSay();
  const { me } = useStanding();
  if (!noun || !me) return undefined;
  const name = noun.title({ version: 0, ...state }, { me, say });
  return say('portal.thing', { noun: say(`noun.${noun.name}.one`), name });
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="foreseen-section">
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

const kinds = ['access', 'money', 'deadlines', 'unchanged'] as const;
/** Where a page says in its own words what would be agreed, instead of the facts of each thing. */
export type InWords = {
  title: string;
  lines: readonly ReactNode[];
  titles?: Partial<Record<(typeof kinds)[number], string>>;
};

type Given = { preview: Preview; before?: Item | undefined; inWords?: InWords | undefined };
export function Foreseen({ preview: { would }, before, inWords }: Given) {
  const say = useSay();
  if (would.refusals.length > 0) {
    return (
      <Note tone="bad">
        <p className="obstacle-says">{say('portal.preview.refused')}</p>
        {would.refusals.map((one) => (
          <Obstacle key={one.code} {...one} />
        ))}
      </Note>
    );
  }
  const told = kinds.filter((kind) => would[kind].length > 0);
  const isEmpty = would.states.length === 0 || would.events.length === 0;
  const changes = would.states.map((state) => (
    <Changed key={state.id} state={state} before={before?.id === state.id ? before : undefined} />
  ));
  return (
    <div className="foreseen">
      <Section title={isEmpty || !inWords ? say('portal.preview.changes') : inWords.title}>
        {isEmpty && <li>{say('portal.preview.nothing')}</li>}
        {!isEmpty && (inWords?.lines ?? changes)}
      </Section>
      {told.map((kind) => (
        <Section key={kind} title={inWords?.titles?.[kind] ?? say(`portal.preview.${kind}`)}>
          {would[kind].map((line) => (
            <li key={line}>
              <Told sentence={line} />
            </li>
          ))}
        </Section>
      ))}
    </div>
  );
}
