// The journey of enrolling: as what, under which agreement, with which facts, then handing in; nothing is lost between.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { readPartnerAgreement } from '../../../contract/organizations/agreements.ts';
import {
  type Enrolment,
  seeEnrolment,
  startEnrolment,
  submitEnrolment,
} from '../../../contract/organizations/enrolments.ts';
import { registerOrganization } from '../../../contract/organizations/profile.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useMay } from '../../may.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import { Foreseen } from '../../parts/foreseen.tsx';
import { Journey, type JourneyStep, useStep } from '../../parts/journey.tsx';
import { announce } from '../../parts/live.tsx';
import { useOffered } from '../../parts/offering.ts';
import { Radio } from '../../parts/radio.tsx';
import { Reading, useReadLanguage } from '../../parts/reading.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { ownOrganizations } from './choices.ts';
import { Facts } from './facts.tsx';
import { Submitted } from './submitted.tsx';

const names = ['kind', 'agreement', 'facts', 'review', 'next'] as const;
const kinds = ['reseller', 'directBill', 'provider', 'controlPanelVendor'] as const;
type Draft = { kind: (typeof kinds)[number]; organization: string };

function Kind({ draft, keep }: { draft: Draft; keep: (change: Partial<Draft>) => void }) {
  const say = useSay();
  const may = useMay();
  const isOperator = may(registerOrganization.name);
  const { offered } = useOffered(
    { operation: startEnrolment, choices: isOperator ? { organization: ownOrganizations } : {} },
    undefined,
  );
  const choices = kinds.map((value) => ({
    value,
    label: say.value('enrolment', 'kind', value),
    about: say(`organizations.enrol.kind.${value}`),
  }));
  return (
    <>
      <Radio
        legend={say('organizations.enrol.kind')}
        value={draft.kind}
        choices={choices}
        onChoose={(kind) => keep({ kind: kind as Draft['kind'] })}
      />
      <p className="small dimmed">{say('organizations.enrol.advisor')}</p>
      {isOperator && (
        <NativeSelect
          label={say('organizations.enrol.whose')}
          value={draft.organization}
          data={[{ value: '', label: say('portal.choose') }, ...(offered.organization ?? [])].map(
            ({ value, label }) => ({
              value,
              label,
            }),
          )}
          onChange={(event) => keep({ organization: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** What was begun stands in the address, so that a reload goes on with it and begins no other. */
function useEnrolling() {
  const say = useSay();
  const change = useChangeSearch();
  const navigate = useNavigate();
  const { made } = useSearch();
  const [draft, keep, forget] = useDraft<Draft>('enrolment', { kind: 'reseller', organization: '' });
  const started = ({ id }: Item) => {
    forget();
    announce(say('command.enrolment.start.done'));
    // Whoever else it is for fills in its own facts.
    if (draft.organization) void navigate({ to: `/enrolments/${id}` as never });
    else change({ made: id, step: 'facts' }, { isStep: true });
  };
  const submitted = () => {
    announce(say('command.enrolment.submit.done'));
    change({ step: 'next' });
  };
  const starting = useCommanding({ operation: startEnrolment, onDone: started });
  const submitting = useCommanding({ operation: submitEnrolment, path: { id: made ?? '' }, onDone: submitted });
  const asked = { ...reading<Enrolment>(seeEnrolment, { path: { id: made ?? '' } }), enabled: !!made };
  const { data: enrolment } = useQuery(asked);
  return { made, draft, keep, starting, submitting, enrolment };
}
type Enrolling = ReturnType<typeof useEnrolling>;

function Agreement({ kind }: { kind: Draft['kind'] }) {
  const say = useSay();
  const [language, setLanguage] = useReadLanguage();
  const party = kind === 'directBill' || kind === 'provider' ? 'transacting' : 'reseller';
  return (
    <>
      <p>{say('organizations.enrol.agreement')}</p>
      <Reading operation={readPartnerAgreement} path={{ party }} language={language} onLanguage={setLanguage} />
    </>
  );
}

function Review({ submitting }: Pick<Enrolling, 'submitting'>) {
  const { preview, error, look } = submitting;
  return (
    <>
      {preview && <Foreseen preview={preview} />}
      <Trouble error={error} onAgain={() => look({})} />
    </>
  );
}

function useSteps({ made, draft, keep, starting, submitting, enrolment }: Enrolling): JourneyStep[] {
  const say = useSay();
  const title = (name: string) => say(`organizations.enrol.step.${name}`);
  const body = { kind: draft.kind, ...(draft.organization && { organization: draft.organization }) };
  const begin = { verb: say('command.enrolment.start'), act: () => starting.confirm(body), isBusy: starting.isBusy };
  const handIn = {
    verb: say('command.enrolment.submit'),
    act: () => submitting.confirm({}),
    isBusy: submitting.isBusy,
  };
  const isClear = !!submitting.preview?.token;
  const agreement = (
    <>
      <Agreement kind={enrolment ? (enrolment.kind as Draft['kind']) : draft.kind} />
      <Trouble error={starting.error} />
    </>
  );
  return [
    { name: 'kind', title: title('kind'), content: <Kind draft={draft} keep={keep} /> },
    { name: 'agreement', title: title('agreement'), content: agreement, ...(!made && { next: begin }) },
    { name: 'facts', title: title('facts'), content: enrolment && <Facts enrolment={enrolment} /> },
    {
      name: 'review',
      title: say('portal.preview.title'),
      content: <Review submitting={submitting} />,
      isReady: isClear,
      next: handIn,
    },
    {
      name: 'next',
      title: say('portal.whatNext'),
      content: enrolment && <Submitted enrolment={enrolment} />,
      isFinal: true,
    },
  ];
}

export default function Enrol() {
  const say = useSay();
  const [step, go] = useStep(names);
  const enrolling = useEnrolling();
  const { made, submitting } = enrolling;
  const steps = useSteps(enrolling);
  const isBegun = step === 'kind' || step === 'agreement';
  const current = !made && !isBegun ? 'kind' : step;
  const { preview, error, isBusy, look } = submitting;
  const isAsked = preview !== undefined || error !== null;
  useEffect(() => {
    if (current === 'review' && !isAsked && !isBusy) look({});
  }, [current, isAsked, isBusy, look]);
  const leave = (name: string) => {
    if (name !== 'review') submitting.back();
    go(name);
  };
  return <Journey title={say('organizations.enrol.title')} steps={steps} current={current} go={leave} />;
}
