// The timeline: when, what, who, on whose behalf, what changed before and after, and under which rules.
import { ArrowRight } from 'lucide-react';
import type { Event } from '../../../contract/events.ts';
import { To } from '../../parts/link.tsx';
import { useNouns } from '../../parts/nouns.ts';
import { useNameOf } from '../../parts/person.tsx';
import { useSay } from '../../parts/say.ts';
import { type Shape, shapesOf } from '../../parts/shape.ts';
import { Moment, Value } from '../../parts/value.tsx';

const unseen = new Set(['id', 'version', 'link', 'commands']);
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function useWho({ by, actor }: Event): string {
  const say = useSay();
  const person = useNameOf(actor);
  if (by.kind === 'system') return say('activity.bySystem');
  const organization = by.organization?.name;
  if (!organization) return say('activity.byAnyone');
  return person ? say('activity.by', { person, organization }) : say('activity.byOrganization', { organization });
}

function useShapes(thing: string): readonly Shape[] {
  const noun = useNouns().find(({ name }) => name === thing);
  return noun ? shapesOf(noun.of) : [];
}

type Change = { shape: Shape; before: unknown; after: unknown };
const changesIn = ({ before, after }: Event, shapes: readonly Shape[]): Change[] =>
  shapes
    .filter(({ name }) => name in after && !unseen.has(name))
    .map((shape) => ({ shape, before: before?.[shape.name], after: after[shape.name] }))
    .filter((change) => !same(change.before, change.after) && change.after !== null);

function Shown({ noun, shape, value }: { noun: string; shape: Shape; value: unknown }) {
  const say = useSay();
  if (shape.name === 'status') return <span>{say.status(noun, String(value))}</span>;
  return <Value noun={noun} shape={shape} value={value} />;
}

function Changes({ event, changes }: { event: Event; changes: readonly Change[] }) {
  const say = useSay();
  return (
    <details>
      <summary>{say('activity.changes')}</summary>
      <dl className="changes">
        {changes.map(({ shape, before, after }) => (
          <div key={shape.name}>
            <dt>{say.field(event.thing, shape.name)}</dt>
            <dd>
              {before !== undefined && (
                <>
                  <Shown noun={event.thing} shape={shape} value={before} />
                  <ArrowRight size={14} aria-label={say('portal.becomes')} />
                </>
              )}
              <Shown noun={event.thing} shape={shape} value={after} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="small dimmed">{say('activity.rules', { rules: event.rules.join(', ') })}</p>
    </details>
  );
}

/** Who else it concerns, beside whoever did it. */
const othersIn = ({ parties, by }: Event): string =>
  [...new Set(Object.values(parties).map(({ name }) => name))]
    .filter((name) => name !== '' && name !== by.organization?.name)
    .join(', ');

function Happened({ event, isAlone }: { event: Event; isAlone: boolean }) {
  const say = useSay();
  const who = useWho(event);
  const noun = useNouns().find(({ name }) => name === event.thing);
  const changes = changesIn(event, useShapes(event.thing));
  const what = say.first([`event.${event.type}`, 'page.activity']);
  const others = othersIn(event);
  return (
    <li className="happened">
      <span className="happened-when">
        <Moment at={event.at} />
      </span>
      <div>
        <p className="happened-what">
          {noun && !isAlone ? <To to={`${noun.path}/${event.subject}`}>{what}</To> : <strong>{what}</strong>}
          {others && <span className="dimmed"> · {others}</span>}
        </p>
        <p className="small">
          {who}
          {event.onBehalfOf && <span> {say('activity.for', { organization: event.onBehalfOf.name })}</span>}
        </p>
        {changes.length > 0 && <Changes event={event} changes={changes} />}
      </div>
    </li>
  );
}

/** `isAlone` on the page of the very thing, where a link to it leads nowhere. */
export function Timeline({ items, isAlone = false }: { items: readonly Event[]; isAlone?: boolean }) {
  const say = useSay();
  return (
    <ol className="timeline card" aria-label={say('page.activity')}>
      {items.map((event) => (
        <Happened key={event.id} event={event} isAlone={isAlone} />
      ))}
    </ol>
  );
}
