// The consent centre: one card per partner, in plain words: what it may do, since when, who acted, what they did.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { HeartHandshake } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Event, listActivity } from '../../../contract/events.ts';
import { listRelationships, type Relationship } from '../../../contract/relationships/relationships.ts';
import { reading } from '../../api.ts';
import { useMay } from '../../may.ts';
import { useAsOf } from '../../parts/address.ts';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { PersonName } from '../../parts/person.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment, Place } from '../../parts/value.tsx';

const actionsShown = 3;
const eventsRead = 50;
const partnersMax = 100;
const namesOf = (parties: readonly { name: string }[]) => parties.map(({ name }) => name).join(', ');

function useWays({ partner, isDirect, resellers, providers }: Relationship): string[] {
  const say = useSay();
  const way = (name: string, others: string) =>
    say(`relationships.partners.sells.${name}`, { partner: partner.name, others });
  return [
    ...(isDirect ? [way('direct', '')] : []),
    ...(resellers.length > 0 ? [way('provider', namesOf(resellers))] : []),
    ...(providers.length > 0 ? [way('reseller', namesOf(providers))] : []),
  ];
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function People({ people, partner }: { people: readonly string[]; partner: string }) {
  const say = useSay();
  return (
    <Fact title={say('relationships.partners.people')}>
      {people.length === 0 && say('relationships.partners.people.none', { partner })}
      <ul className="several">
        {people.map((id) => (
          <li key={id}>
            <PersonName id={id} />
          </li>
        ))}
      </ul>
    </Fact>
  );
}

/** What people of the partner did in what concerns both, the newest first. */
function Deeds({ partner, since }: Pick<Relationship, 'partner' | 'since'>) {
  const say = useSay();
  const asOf = useAsOf();
  const asked = { pair: partner.id, from: since, limit: eventsRead, ...(asOf && { until: asOf }) };
  const { data, error } = useQuery(reading<{ items: Event[] }>(listActivity, { query: asked }));
  if (error) return <Trouble error={error} />;
  if (!data) return <Skeleton height={48} />;
  const deeds = data.items.filter(({ by }) => by.organization?.id === partner.id);
  const people = [...new Set(deeds.flatMap(({ actor }) => actor ?? []))];
  return (
    <>
      <People people={people} partner={partner.name} />
      <Fact title={say('relationships.partners.last')}>
        {deeds.length === 0 && say('relationships.partners.last.none')}
        <ul className="several">
          {deeds.slice(0, actionsShown).map((one) => (
            <li key={one.id}>
              {say(`event.${one.type}`)}{' '}
              <span className="small dimmed">
                <Moment at={one.at} />
              </span>
            </li>
          ))}
        </ul>
      </Fact>
    </>
  );
}

function More({ one: { id, partner, since } }: { one: Relationship }) {
  const say = useSay();
  const may = useMay();
  return (
    <div className="row">
      <To to={`/partners/${id}`} aria-label={say('relationships.partners.details.of', { partner: partner.name })}>
        {say('relationships.partners.details')}
      </To>
      {may(listActivity.name) && (
        <To
          to="/activity"
          search={{ pair: partner.id, from: since }}
          aria-label={say('relationships.partners.all.of', { partner: partner.name })}
        >
          {say('relationships.partners.all')}
        </To>
      )}
    </div>
  );
}

function Card({ one }: { one: Relationship }) {
  const say = useSay();
  const may = useMay();
  const { id, partner, since, origin, acceptedBy } = one;
  const titleId = `partner-${id}`;
  return (
    <section className="card column" aria-labelledby={titleId}>
      <div>
        <h2 id={titleId}>{partner.name}</h2>
        <p className="small dimmed">
          <Place country={partner.country} />
        </p>
      </div>
      <dl className="plain-facts">
        <Fact title={say('relationships.partners.sells')}>
          {useWays(one).map((way) => (
            <p key={way}>{way}</p>
          ))}
        </Fact>
        <Fact title={say('relationships.partners.cannot')}>{say('relationships.partners.cannot.text')}</Fact>
        <Fact title={say('field.yourPartner.since')}>
          <Moment at={since} />
          <span className="second-line">
            {say(`value.yourPartner.origin.${origin}`)}
            {acceptedBy && ' · '}
            {acceptedBy && <PersonName id={acceptedBy} />}
          </span>
        </Fact>
        {may(listActivity.name) && <Deeds partner={partner} since={since} />}
      </dl>
      <More one={one} />
    </section>
  );
}

export default function Partners() {
  const say = useSay();
  const asOf = useAsOf();
  const query = { as: 'customer', limit: partnersMax, sort: 'since', ...(asOf && { asOf }) };
  const { data, error, isPending, refetch } = useQuery(
    reading<{ items: Relationship[] }>(listRelationships, { query }),
  );
  return (
    <div className="column">
      <Head title={say('noun.yourPartner.many')} chip={data && <span className="count">{data.items.length}</span>} />
      <p className="dimmed">{say('relationships.partners.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      {data?.items.length === 0 && (
        <div className="empty card">
          <HeartHandshake size={32} aria-hidden />
          <p className="obstacle-says">{say('noun.yourPartner.empty')}</p>
          <p className="dimmed">{say('noun.yourPartner.about')}</p>
        </div>
      )}
      <div className="cards">
        {data?.items.map((one) => (
          <Card key={one.id} one={one} />
        ))}
      </div>
    </div>
  );
}
