// What anybody reads on the page of an invitation: who, what for, what it does not do, the agreement, whom to ask.
import { NativeSelect } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { OpenedInvitation } from '../../../contract/relationships/invitations.ts';
import { languages } from '../../language.ts';
import { useSay } from '../../parts/say.ts';
import { Moment, Place } from '../../parts/value.tsx';
import { ReportLink } from '../notices/report-link.tsx';

type Opened = { invitation: OpenedInvitation };

function Inviter({ inviter }: { inviter: OpenedInvitation['inviters'][number] }) {
  const say = useSay();
  const { organization, part, partnerId, activeSince } = inviter;
  return (
    <div className="inviter">
      <h3>{organization.name}</h3>
      <p className="small dimmed">{say(`relationships.answer.part.${part}`)}</p>
      <dl className="facts">
        <div>
          <dt>{say('field.country')}</dt>
          <dd>
            <Place country={organization.country} />
          </dd>
        </div>
        <div>
          <dt>{say('relationships.answer.partnerId')}</dt>
          <dd>{partnerId ?? '–'}</dd>
        </div>
        <div>
          <dt>{say('relationships.answer.activeSince')}</dt>
          <dd>{activeSince ? <Moment at={activeSince} isFull /> : '–'}</dd>
        </div>
      </dl>
    </div>
  );
}

export function WhoInvites({ invitation: { inviters, cloud, expiresAt } }: Opened) {
  const say = useSay();
  return (
    <section className="card column tight" aria-labelledby="who">
      <h2 id="who">{say('relationships.answer.who')}</h2>
      {inviters.map((one) => (
        <Inviter key={one.organization.id} inviter={one} />
      ))}
      <dl className="facts">
        <div>
          <dt>{say('relationships.answer.cloud')}</dt>
          <dd>
            {say(`cloud.${cloud.id}`)}
            <span className="second-line">{say('relationships.answer.runBy', { operator: cloud.operator })}</span>
          </dd>
        </div>
        <div>
          <dt>{say('relationships.answer.until')}</dt>
          <dd>{expiresAt ? <Moment at={expiresAt} isFull /> : say('relationships.answer.noEnd')}</dd>
        </div>
      </dl>
    </section>
  );
}

function Sentences({ id, title, all }: { id: string; title: string; all: readonly string[] }) {
  return (
    <section className="card column tight" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="plain-list">
        {all.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}

export function Meaning({ invitation: { asks, doesNot } }: Opened) {
  const say = useSay();
  return (
    <>
      <Sentences id="asks" title={say('relationships.answer.asks')} all={asks} />
      <Sentences id="not" title={say('relationships.answer.not')} all={doesNot} />
    </>
  );
}

type Read = Opened & { onLanguage: (language: string) => void };
export function Agreement({ invitation: { agreement }, onLanguage }: Read) {
  const say = useSay();
  const { formatDisplayName } = useIntl();
  if (!agreement) {
    return (
      <section className="card column tight" aria-labelledby="agreement">
        <h2 id="agreement">{say('relationships.answer.agreement')}</h2>
        <p>{say('relationships.answer.agreement.elsewhere')}</p>
      </section>
    );
  }
  const { title, text, edition, country, language } = agreement;
  const place = formatDisplayName(country, { type: 'region' }) ?? country;
  return (
    <section className="card column tight" aria-labelledby="agreement">
      <h2 id="agreement">{say('relationships.answer.agreement')}</h2>
      <p className="small dimmed">{say('relationships.answer.agreement.facts', { edition, country: place })}</p>
      <NativeSelect
        label={say('relationships.answer.agreement.language')}
        value={language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={({ currentTarget: { value } }) => onLanguage(value)}
      />
      <details>
        <summary>{say('relationships.answer.agreement.read')}</summary>
        <div lang={language} className="column tight">
          <h3>{title}</h3>
          <p className="word-by-word">{text}</p>
        </div>
      </details>
    </section>
  );
}

export function InDoubt({ invitation: { inviters, cloud }, token }: Opened & { token: string }) {
  const say = useSay();
  const partner = inviters[0]!.organization.name;
  return (
    <section className="card column tight" aria-labelledby="doubt">
      <h2 id="doubt">{say('relationships.answer.doubt')}</h2>
      <p>{say('relationships.answer.doubt.text', { partner, operator: cloud.operator })}</p>
      <ReportLink kind="invitation" token={token} operator={cloud.operator} />
    </section>
  );
}
