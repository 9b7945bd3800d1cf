// The page of a link in a partner's checkout: the customer reads the agreement and confirms it, without signing in.
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { confirmAttestation, type OpenedAttestation, openAttestation } from '../../../contract/agreements.ts';
import { problemOf, reading } from '../../api.ts';
import { languages } from '../../language.ts';
import { Chip } from '../../parts/chip.tsx';
import { useCommanding } from '../../parts/commanding.ts';
import type { Answers } from '../../parts/field.tsx';
import { Foreseen } from '../../parts/foreseen.tsx';
import { Fields, pointersOf } from '../../parts/form.tsx';
import { Head } from '../../parts/head.tsx';
import { announce } from '../../parts/live.tsx';
import { useReadLanguage } from '../../parts/reading.tsx';
import { useSay } from '../../parts/say.ts';
import { shapesOf } from '../../parts/shape.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Moment, PartyName } from '../../parts/value.tsx';

type Opened = { opened: OpenedAttestation };
const asked = shapesOf(confirmAttestation.body).filter(({ name }) => name !== 'edition' && name !== 'language');

function WhoAsks({ opened: { partner, cloud, expiresAt } }: Opened) {
  const say = useSay();
  return (
    <section className="card column tight" aria-labelledby="who">
      <h2 id="who">{say('agreements.attestation.who')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('agreements.attestation.partner')}</dt>
          <dd>
            <PartyName party={partner} isFull />
          </dd>
        </div>
        <div>
          <dt>{say('relationships.answer.cloud')}</dt>
          <dd>
            {say(`cloud.${cloud.id}`)}
            <span className="second-line">{say('relationships.answer.runBy', { operator: cloud.operator })}</span>
          </dd>
        </div>
        <div>
          <dt>{say('relationships.answer.until')}</dt>
          <dd>
            <Moment at={expiresAt} isFull />
          </dd>
        </div>
      </dl>
    </section>
  );
}

type Read = { agreement: NonNullable<OpenedAttestation['agreement']>; onLanguage: (language: string) => void };
function Text({ agreement: { title, text, edition, language }, onLanguage }: Read) {
  const say = useSay();
  return (
    <section className="card column" aria-labelledby="agreement">
      <h2 id="agreement">{say('agreements.attestation.text')}</h2>
      <NativeSelect
        label={say('relationships.answer.agreement.language')}
        value={language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={({ currentTarget: { value } }) => onLanguage(value)}
      />
      <div lang={language} className="readable column tight">
        <h3>{title}</h3>
        <p className="word-by-word">{text}</p>
      </div>
      <p className="small dimmed">{say('portal.reading.edition', { edition })}</p>
    </section>
  );
}

type Confirming = { token: string; edition: string; language: string; onDone: () => void };
function Confirm({ token, edition, language, onDone }: Confirming) {
  const say = useSay();
  const [answers, setAnswers] = useState<Answers>({ acceptsAgreement: false });
  const done = () => {
    announce(say('command.attestation.confirm.done'));
    onDone();
  };
  const commanding = useCommanding({ operation: confirmAttestation, path: { token }, onDone: done });
  const { preview, error, isBusy, look, confirm, back } = commanding;
  const body = { ...answers, edition, language };
  const canConfirm = preview?.token !== undefined && preview.would.refusals.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canConfirm) confirm(body);
    else look(body);
  };
  const change = (next: Answers) => {
    back();
    setAnswers((before) => ({ ...before, ...next }));
  };
  const fields = { noun: 'attestation', shapes: asked, answers, problem: problemOf(error), onChange: change };
  return (
    <form className="card column" aria-labelledby="you" onSubmit={submit}>
      <h2 id="you">{say('agreements.attestation.you')}</h2>
      <p>{say('agreements.attestation.you.about')}</p>
      <Fields {...fields} />
      {preview && <Foreseen preview={preview} />}
      <Trouble error={error} onAgain={() => look(body)} noun="attestation" marked={pointersOf(asked)} />
      <div className="row">
        <Button type="submit" loading={isBusy}>
          {say(canConfirm ? 'command.attestation.confirm' : 'portal.preview.look')}
        </Button>
      </div>
    </form>
  );
}

function Back({ to }: { to: string | null }) {
  const say = useSay();
  if (!to) return null;
  return (
    <p>
      <a href={to} rel="noreferrer">
        {say('agreements.attestation.return', { host: new URL(to).host })}
      </a>
    </p>
  );
}

type Shown = Opened & { token: string; onLanguage: (language: string) => void };
function Page({ opened, token, onLanguage }: Shown) {
  const say = useSay();
  const [isDone, setIsDone] = useState(false);
  const { partner, status, edition, returnUrl, agreement } = opened;
  const now = isDone ? 'confirmed' : status;
  const told = status === 'open' ? 'outdated' : status;
  return (
    <div className="column reading">
      <Head
        key="head"
        title={say('agreements.attestation.title.by', { partner: partner.name })}
        chip={<Chip noun="attestation" status={now} />}
      />
      {isDone && <Note tone="good">{say('agreements.attestation.done', { edition, partner: partner.name })}</Note>}
      {!isDone && !agreement && (
        <Note tone={status === 'confirmed' || status === 'used' ? 'good' : 'waiting'}>
          {say(`agreements.attestation.is.${told}`)}
        </Note>
      )}
      {(isDone || !agreement) && <Back to={returnUrl} />}
      <WhoAsks opened={opened} />
      {agreement && <Text agreement={agreement} onLanguage={onLanguage} />}
      {agreement && !isDone && (
        <Confirm token={token} edition={edition} language={agreement.language} onDone={() => setIsDone(true)} />
      )}
    </div>
  );
}

export default function ConfirmAgreement() {
  const say = useSay();
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const [language, setLanguage] = useReadLanguage();
  const opened = reading<OpenedAttestation>(openAttestation, { path: { token }, query: { language } });
  const { data, error, refetch } = useQuery({ ...opened, placeholderData: keepPreviousData });
  if (data) return <Page opened={data} token={token} onLanguage={setLanguage} />;
  return (
    <div className="column reading">
      <Head key="head" title={say('agreements.attestation.title')} />
      {error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={240} />}
    </div>
  );
}
