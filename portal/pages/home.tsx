// The work queue: what waits for somebody here, each row one click from its command.
import { Inbox } from 'lucide-react';
import { useIntl } from 'react-intl';
import type { Noun } from '../capability.ts';
import { Chip } from '../parts/chip.tsx';
import { Head } from '../parts/head.tsx';
import { To } from '../parts/link.tsx';
import { RowsToCome } from '../parts/rows.tsx';
import { useSay } from '../parts/say.ts';
import { useTitle } from '../parts/title.ts';
import { Trouble } from '../parts/trouble.tsx';
import { Moment } from '../parts/value.tsx';
import { isOverviewOnly, useMe, useStanding } from '../session.ts';
import { useWaiting, type Waiting, waitingOf } from '../waiting.ts';
import { Adminless } from './claims/adminless.tsx';
import { Steps } from './home-steps.tsx';

function Queue({ noun, items, count }: Waiting) {
  const say = useSay();
  const title = useTitle();
  const me = useMe();
  const { formatNumber } = useIntl();
  const name = say(`waiting.${noun.name}`);
  const rest = count - items.length;
  return (
    <section className="card column tight" aria-label={name}>
      <div className="row apart">
        <h2>
          {name} <span className="count">{formatNumber(count)}</span>
        </h2>
        {rest > 0 && (
          <To to={noun.path} search={waitingOf(noun, me)}>
            {say('portal.waiting.all', { count })}
          </To>
        )}
      </div>
      <ul className="queue">
        {items.map((item) => (
          <li key={item.id}>
            <To to={`${noun.path}/${item.id}`}>{title(noun, item)}</To>
            <Chip noun={noun.name} status={item.status} />
            {typeof item.expiresAt === 'string' && (
              <span className="small dimmed">
                {say('portal.waiting.until')} <Moment at={item.expiresAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is looked after here, too, and has nothing waiting: so that an empty page is known to be a quiet one. */
function Idle({ nouns }: { nouns: readonly Noun[] }) {
  const say = useSay();
  const me = useMe();
  return (
    <ul className="idle">
      {nouns.map((noun) => (
        <li key={noun.name}>
          <To to={noun.path} search={waitingOf(noun, me)}>
            {say(`waiting.${noun.name}`)}
          </To>{' '}
          <span className="count">0</span>
        </li>
      ))}
    </ul>
  );
}

/** Said once: in a card where nothing waits at all, under a heading where something else does. */
function Quiet({ nouns, isAll }: { nouns: readonly Noun[]; isAll: boolean }) {
  const say = useSay();
  if (isAll) {
    return (
      <div className="card column tight">
        <p className="row obstacle-says">
          <Inbox size={20} aria-hidden />
          {say('portal.waiting.nothing')}
        </p>
        <p className="dimmed">{say('portal.waiting.about')}</p>
        <Idle nouns={nouns} />
      </div>
    );
  }
  if (nouns.length === 0) return null;
  return (
    <section className="column tight" aria-labelledby="idle">
      <h2 id="idle">{say('home.idle')}</h2>
      <Idle nouns={nouns} />
    </section>
  );
}

/** SEC-003: the overview is for everybody; what is behind it wants the second factor first. */
function Unproven() {
  const say = useSay();
  return (
    <div className="column">
      <Head title={say('portal.home')} />
      <section className="card column tight" aria-labelledby="unproven">
        <h2 id="unproven">{say('home.unproven')}</h2>
        <p>{say('home.unproven.about')}</p>
        <p>
          <To to="/sign-in">{say('home.unproven.go')}</To>
        </p>
      </section>
      <Steps />
    </div>
  );
}

export default function Home() {
  return isOverviewOnly(useStanding()) ? <Unproven /> : <Overview />;
}

function Overview() {
  const say = useSay();
  const { waiting, idle, isPending, error, again } = useWaiting();
  return (
    <div className="column">
      <Head title={say('portal.home')} />
      <Adminless />
      <Trouble error={error} onAgain={again} />
      {isPending && !error && <RowsToCome />}
      {waiting.map((one) => (
        <Queue key={one.noun.name} {...one} />
      ))}
      {!isPending && !error && <Quiet nouns={idle} isAll={waiting.length === 0} />}
      <Steps />
    </div>
  );
}
