// The journey of a customer that accepts the customer agreement itself: for which partner, reading it, and the box.
import { Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { acceptCustomerAgreement, readCustomerAgreement } from '../../../contract/agreements.ts';
import { listTenants } from '../../../contract/organizations/tenants.ts';
import { listRelationships, type Relationship } from '../../../contract/relationships/relationships.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useChangeSearch } from '../../parts/address.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import { Foreseen } from '../../parts/foreseen.tsx';
import { Journey, type JourneyStep, useStep } from '../../parts/journey.tsx';
import { To } from '../../parts/link.tsx';
import { announce } from '../../parts/live.tsx';
import { Reading, useReading, useReadLanguage } from '../../parts/reading.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { membershipOf, useMe } from '../../session.ts';

const names = ['partner', 'read', 'accept', 'next'] as const;
type Page<One> = { items: One[] };

/** The country of the tenant decides which text it is (ORD-025). */
function useAccepting() {
  const say = useSay();
  const me = useMe();
  const change = useChangeSearch();
  const [draft, keep, forget] = useDraft('customerAgreement', { relationship: '', acceptsAgreement: false });
  const found = useQuery(reading<Page<Relationship>>(listRelationships, { query: { limit: 200 } }));
  const tenants = useQuery(reading<Page<Item>>(listTenants, { query: { limit: 200 } }));
  const partners = found.data?.items.filter(({ customer }) => customer.id === me.organization) ?? [];
  const relationship = partners.find(({ id }) => id === draft.relationship);
  const tenant = tenants.data?.items.find(({ id }) => id === relationship?.tenantId);
  const country = String(tenant?.country ?? membershipOf(me)?.organization.country);
  const [language, setLanguage] = useReadLanguage();
  const text = useReading({ operation: readCustomerAgreement, query: { country }, language });
  const onDone = () => {
    forget();
    announce(say('command.customerAgreement.accept.done'));
    change({ step: 'next' });
  };
  const commanding = useCommanding({ operation: acceptCustomerAgreement, onDone });
  const body = {
    partnerId: relationship?.partner.id,
    tenantId: relationship?.tenantId,
    edition: text.data?.edition,
    language,
    acceptsAgreement: draft.acceptsAgreement,
  };
  return { draft, keep, found, partners, relationship, country, language, setLanguage, text, commanding, body };
}
type Accepting = ReturnType<typeof useAccepting>;

function Partner({ draft, keep, found, partners }: Accepting) {
  const say = useSay();
  const offered = partners.map(({ id, partner }) => ({ value: id, label: partner.name }));
  return (
    <>
      <Trouble error={found.error} onAgain={() => void found.refetch()} />
      <NativeSelect
        label={say('agreements.accept.partner')}
        value={draft.relationship}
        data={[{ value: '', label: say('portal.choose') }, ...offered]}
        onChange={(event) => keep({ relationship: event.currentTarget.value })}
      />
      {found.data && offered.length === 0 && <Note tone="waiting">{say('agreements.accept.noPartner')}</Note>}
    </>
  );
}

function Accept({ draft, keep, commanding, body }: Accepting) {
  const say = useSay();
  const { preview, error, look, back } = commanding;
  const tick = (acceptsAgreement: boolean) => {
    back();
    keep({ acceptsAgreement });
    if (acceptsAgreement) look({ ...body, acceptsAgreement });
  };
  return (
    <>
      <Checkbox
        label={say('agreements.accept.box')}
        checked={draft.acceptsAgreement}
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
      <Note tone="good">{say('agreements.accept.next')}</Note>
      <p>
        <To to="/customer-agreements">{say('noun.customerAgreement.many')}</To>
      </p>
    </>
  );
};

function useSteps(accepting: Accepting): JourneyStep[] {
  const say = useSay();
  const { draft, relationship, country, language, setLanguage, text, commanding, body } = accepting;
  const asked = { operation: readCustomerAgreement, query: { country }, language, onLanguage: setLanguage };
  const { preview, isBusy, confirm } = commanding;
  const title = (name: string) => say(`agreements.accept.step.${name}`);
  const verb = say('command.customerAgreement.accept');
  const canAccept = draft.acceptsAgreement && !!preview?.token;
  return [
    { name: 'partner', title: title('partner'), content: <Partner {...accepting} />, isReady: !!relationship },
    { name: 'read', title: title('read'), content: <Reading {...asked} />, isReady: text.data !== undefined },
    {
      name: 'accept',
      title: title('accept'),
      content: <Accept {...accepting} />,
      isReady: canAccept,
      next: { verb, act: () => confirm(body), isBusy },
    },
    { name: 'next', title: say('portal.whatNext'), content: <Next />, isFinal: true },
  ];
}

export default function AcceptAgreement() {
  const say = useSay();
  const [step, go] = useStep(names);
  const accepting = useAccepting();
  const steps = useSteps(accepting);
  const isUnchosen = !accepting.draft.relationship && (step === 'read' || step === 'accept');
  const current = isUnchosen ? 'partner' : step;
  return <Journey title={say('agreements.accept.title')} steps={steps} current={current} go={go} />;
}
