// What will happen: changes, access, money, deadlines, and what will not change; or why it cannot happen.
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Preview } from '../../contract/client.ts';
import type { Item } from '../capability.ts';
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
  const differing = told.filter(({ name }) => name in state && !same(state[name], before?.[name]));
  return (
    <li>
      <div className="row">
        <strong>{say(`noun.${state.thing}.one`)}</strong>
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

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="foreseen-section">
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

const kinds = ['access', 'money', 'deadlines', 'unchanged'] as const;

export function Foreseen({ preview: { would }, before }: { preview: Preview; before?: Item | undefined }) {
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
  return (
    <div className="foreseen">
      <Section title={say('portal.preview.changes')}>
        {isEmpty && <li>{say('portal.preview.nothing')}</li>}
        {!isEmpty &&
          would.states.map((state) => (
            <Changed key={state.id} state={state} before={before?.id === state.id ? before : undefined} />
          ))}
      </Section>
      {told.map((kind) => (
        <Section key={kind} title={say(`portal.preview.${kind}`)}>
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
