// The journey of the partner agreement: for which selling tenant, reading the edition in force, and signing it.
import { Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { acceptPartnerAgreement, readPartnerAgreement } from '../../../contract/organizations/agreements.ts';
import { listEnrolments } from '../../../contract/organizations/enrolments.ts';
import { listTenants } from '../../../contract/organizations/tenants.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import { Foreseen } from '../../parts/foreseen.tsx';
import { Journey, type JourneyStep, useStep } from '../../parts/journey.tsx';
import { To } from '../../parts/link.tsx';
import { announce } from '../../parts/live.tsx';
import { Reading, useReading, useReadLanguage } from '../../parts/reading.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useMe } from '../../session.ts';

const names = ['place', 'read', 'sign', 'next'] as const;
type Draft = { tenant: string; kind: string; confirmsAuthority: boolean };
type Page = { items: Item[] };

const partyOf = (kind: string) => (kind === 'directBill' || kind === 'provider' ? 'transacting' : 'reseller');

function useSigning() {
  const say = useSay();
  const change = useChangeSearch();
  const { organization } = useMe();
  const { kind: wanted = 'reseller' } = useSearch();
  const [draft, keep, forget] = useDraft<Draft>('partnerAgreement', {
    tenant: '',
    kind: wanted,
    confirmsAuthority: false,
  });
  const own = { organization: organization ?? '' };
  const tenants = useQuery(reading<Page>(listTenants, { query: { ...own, purpose: 'selling', status: 'active' } }));
  const enrolments = useQuery(reading<Page>(listEnrolments, { query: own }));
  const [language, setLanguage] = useReadLanguage();
  const path = { party: partyOf(draft.kind) };
  const text = useReading({ operation: readPartnerAgreement, path, language });
  const onDone = () => {
    forget();
    announce(say('command.partnerAgreement.accept.done'));
    change({ step: 'next' });
  };
  const commanding = useCommanding({ operation: acceptPartnerAgreement, onDone });
  const body = { ...draft, edition: text.data?.edition ?? '' };
  return { draft, keep, tenants, enrolments, language, setLanguage, path, text, commanding, body };
}
type Signing = ReturnType<typeof useSigning>;

function Where({ draft, keep, tenants, enrolments }: Signing) {
  const say = useSay();
  const kinds = [...new Set(enrolments.data?.items.map(({ kind }) => String(kind)))];
  const first = { value: '', label: say('portal.choose') };
  const offered = tenants.data?.items.map(({ id, domain }) => ({ value: id, label: String(domain) })) ?? [];
  return (
    <>
      <Trouble error={tenants.error ?? enrolments.error} />
      <NativeSelect
        label={say('field.enrolment.kind')}
        value={kinds.includes(draft.kind) ? draft.kind : ''}
        data={[first, ...kinds.map((value) => ({ value, label: say.value('enrolment', 'kind', value) }))]}
        onChange={(event) => keep({ kind: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('organizations.sign.tenant')}
        description={say('organizations.sign.tenant.about')}
        value={draft.tenant}
        data={[first, ...offered]}
        onChange={(event) => keep({ tenant: event.currentTarget.value })}
      />
      {tenants.data && offered.length === 0 && (
        <Note tone="waiting">
          <p>{say('organizations.sign.noTenant')}</p>
          <To to="/tenants">{say('noun.tenant.many')}</To>
        </Note>
      )}
    </>
  );
}

function Sign({ draft, keep, commanding, body }: Signing) {
  const say = useSay();
  const { preview, error, look, back } = commanding;
  const tick = (confirmsAuthority: boolean) => {
    back();
    keep({ confirmsAuthority });
    if (confirmsAuthority) look({ ...body, confirmsAuthority });
  };
  return (
    <>
      <Checkbox
        label={say('organizations.sign.authority')}
        checked={draft.confirmsAuthority}
        onChange={(event) => tick(event.currentTarget.checked)}
      />
      {preview && <Foreseen preview={preview} />}
      <Trouble error={error} onAgain={() => look(body)} />
    </>
  );
}

const Next = () => {
  const say = useSay();
  return (
    <>
      <Note tone="good">{say('organizations.sign.next')}</Note>
      <p>
        <To to="/partner-agreements">{say('noun.partnerAgreement.many')}</To>
      </p>
    </>
  );
};

function useSteps(signing: Signing): JourneyStep[] {
  const say = useSay();
  const { draft, language, setLanguage, path, text, commanding, body } = signing;
  const { preview, isBusy, confirm } = commanding;
  const title = (name: string) => say(`organizations.sign.step.${name}`);
  const verb = say('command.partnerAgreement.accept');
  const read = <Reading operation={readPartnerAgreement} path={path} language={language} onLanguage={setLanguage} />;
  const isPlaced = draft.tenant !== '' && draft.kind !== '';
  const canSign = draft.confirmsAuthority && !!preview?.token;
  return [
    { name: 'place', title: title('place'), content: <Where {...signing} />, isReady: isPlaced },
    { name: 'read', title: title('read'), content: read, isReady: text.data !== undefined },
    {
      name: 'sign',
      title: title('sign'),
      content: <Sign {...signing} />,
      isReady: canSign,
      next: { verb, act: () => confirm(body), isBusy },
    },
    { name: 'next', title: say('portal.whatNext'), content: <Next />, isFinal: true },
  ];
}

export default function SignAgreement() {
  const say = useSay();
  const [step, go] = useStep(names);
  const signing = useSigning();
  const steps = useSteps(signing);
  const isUnplaced = signing.draft.tenant === '' && (step === 'read' || step === 'sign');
  return (
    <Journey title={say('organizations.sign.title')} steps={steps} current={isUnplaced ? 'place' : step} go={go} />
  );
}
