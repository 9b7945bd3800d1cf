// The journey of a partner that creates a customer: the company and its first admin, what will happen, the password.
import { Loader, TextInput } from '@mantine/core';
import { type RefObject, useRef, useState } from 'react';
import { attestCustomerAgreement } from '../../../contract/agreements.ts';
import type { Answer } from '../../../contract/operation.ts';
import { createCart } from '../../../contract/orders.ts';
import { createRelationship } from '../../../contract/relationships/relationships.ts';
import { problemOf } from '../../api.ts';
import { useMay } from '../../may.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import type { Answers } from '../../parts/field.tsx';
import { Foreseen } from '../../parts/foreseen.tsx';
import { Fields, pointedAt, pointersOf } from '../../parts/form.tsx';
import { Journey, type JourneyStep } from '../../parts/journey.tsx';
import { To } from '../../parts/link.tsx';
import { announce } from '../../parts/live.tsx';
import { useOffered } from '../../parts/offering.ts';
import { Revealed } from '../../parts/revealed.tsx';
import { useSay } from '../../parts/say.ts';
import { shapesOf } from '../../parts/shape.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useStanding } from '../../session.ts';
import { partners } from './partner-choices.ts';

type Made = Answer<typeof createRelationship>;
const words = 'newCustomer';
const blank: Answers = { confirmsLegalName: false };
const orderOfCompany = ['companyName', 'confirmsLegalName', 'registrationNumber', 'country', 'address', 'resellerId'];
const orderOfPeople = ['contact', 'admin'];
const asked = (names: readonly string[]) =>
  names.map((name) => shapesOf(createRelationship.body).find((shape) => shape.name === name)!);

function useCreating() {
  const say = useSay();
  const [answers, change, forget] = useDraft<Answers>('customer', blank);
  const [made, setMade] = useState<Made>();
  const onDone = (answer: unknown) => {
    forget();
    announce(say('command.relationship.create.done'));
    setMade(answer as Made);
  };
  const form = useRef<HTMLFormElement>(null);
  return { answers, change, made, form, commanding: useCommanding({ operation: createRelationship, onDone }) };
}
type Creating = ReturnType<typeof useCreating>;

function DomainPrefix({ answers, change, commanding }: Creating) {
  const say = useSay();
  const prefix = String(answers.domainPrefix ?? '');
  const domain = `${prefix || '…'}.${location.hostname}`;
  return (
    <TextInput
      name="domainPrefix"
      label={say('field.newCustomer.domainPrefix')}
      description={say('relationships.create.domain', { domain })}
      required
      maxLength={40}
      pattern="[a-z0-9][a-z0-9\-]{1,38}[a-z0-9]"
      autoComplete="off"
      spellCheck={false}
      value={prefix}
      error={pointedAt(problemOf(commanding.error), '/domainPrefix')}
      onChange={({ currentTarget: { value } }) => change({ domainPrefix: value.toLowerCase() || undefined })}
    />
  );
}

function Questions(creating: Creating) {
  const { answers, change, form, commanding } = creating;
  const say = useSay();
  const { sides } = useStanding();
  const isProvider = sides.includes('provider');
  const choices = isProvider ? { resellerId: partners('reseller') } : {};
  const { offered, isPending, error: unread } = useOffered({ operation: createRelationship, choices }, undefined);
  const about = orderOfCompany.filter((name) => isProvider || name !== 'resellerId');
  const marked = [...pointersOf(asked([...about, ...orderOfPeople])), '/domainPrefix'];
  const fields = { noun: words, answers, problem: problemOf(commanding.error), offered, onChange: change };
  if (isPending) return <Loader size="sm" aria-label={say('portal.loading')} />;
  return (
    <form ref={form} className="column" onSubmit={(event) => event.preventDefault()}>
      <p className="dimmed">{say('relationships.create.about')}</p>
      <Fields {...fields} shapes={asked(about)} />
      <DomainPrefix {...creating} />
      <Fields {...fields} shapes={asked(orderOfPeople)} />
      <Trouble error={commanding.error ?? unread} noun={words} marked={marked} />
    </form>
  );
}

function Next({ id, name }: { id: string; name: string }) {
  const say = useSay();
  const may = useMay();
  return (
    <section className="column tight">
      <h3>{say('portal.whatNext')}</h3>
      <p>{say('relationships.create.next')}</p>
      <ul className="several">
        {may(attestCustomerAgreement.name) && (
          <li>
            <To to="/customer-agreements">{say('relationships.create.attest')}</To>
          </li>
        )}
        {may(createCart.name) && (
          <li>
            <To to="/orders/new">{say('relationships.create.order')}</To>
          </li>
        )}
        <li>
          <To to={`/customers/${id}`}>{say('relationships.create.see', { name })}</To>
        </li>
      </ul>
    </section>
  );
}

/** The password is in no address and no draft: once kept, or after a reload, it is gone. */
function HandOver({ made: { admin, relationship } }: { made: Made }) {
  const say = useSay();
  const [isKept, setIsKept] = useState(false);
  return (
    <>
      {isKept ? (
        <p>{say('relationships.create.handOver', { name: admin.name })}</p>
      ) : (
        <Revealed once={admin} onClose={() => setIsKept(true)} />
      )}
      {isKept && <Next id={relationship.id} name={relationship.customerName} />}
    </>
  );
}

/** The browser says at the field what is missing. */
const isComplete = ({ current }: RefObject<HTMLFormElement | null>): boolean => current?.reportValidity() ?? false;

function useSteps(creating: Creating): JourneyStep[] {
  const say = useSay();
  const { answers, made, form, commanding } = creating;
  const { preview, error, isBusy, look, confirm } = commanding;
  const review = (
    <>
      {preview && <Foreseen preview={preview} />}
      <Trouble error={error} onAgain={() => confirm(answers)} />
    </>
  );
  return [
    {
      name: 'company',
      title: say('relationships.create.step.company'),
      content: <Questions {...creating} />,
      next: { verb: say('portal.preview.look'), act: () => isComplete(form) && look(answers), isBusy },
    },
    {
      name: 'review',
      title: say('portal.preview.title'),
      content: review,
      isReady: !!preview?.token,
      next: { verb: say('command.relationship.create'), act: () => confirm(answers), isBusy },
    },
    {
      name: 'handOver',
      title: say('relationships.create.step.handOver'),
      content: made && <HandOver made={made} />,
      isFinal: true,
    },
  ];
}

export default function Create() {
  const say = useSay();
  const creating = useCreating();
  const { made, commanding } = creating;
  const steps = useSteps(creating);
  const current = made ? 'handOver' : commanding.preview ? 'review' : 'company';
  return <Journey title={say('relationships.create.title')} steps={steps} current={current} go={commanding.back} />;
}
