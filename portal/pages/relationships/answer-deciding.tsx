// The answer to an invitation: two ticks and a preview for who may accept, a way to pass it on for who may not.
import { Button, Checkbox, NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { listTenants, type Tenant } from '../../../contract/organizations/tenants.ts';
import { acceptInvitation, declineInvitation, passOnInvitation } from '../../../contract/relationships/consents.ts';
import type { OpenedInvitation } from '../../../contract/relationships/invitations.ts';
import { reading } from '../../api.ts';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { Copy } from '../../parts/copy.tsx';
import { useDraft } from '../../parts/draft.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Verdict } from '../../parts/verdict.tsx';
import { membershipOf, useMe } from '../../session.ts';
import { AcceptedBefore, useAgreedWords, useBefore, useBoxes } from './answer-agreeing.tsx';

export type Answered = 'accepted' | 'declined' | 'passedOn';
export type Deciding = { invitation: OpenedInvitation; token: string; onAnswer: (answer: Answered) => void };

export function SignInFirst() {
  const say = useSay();
  const here = useRouterState({ select: ({ location }) => location.href });
  return (
    <section className="card column tight" aria-labelledby="decide">
      <h2 id="decide">{say('relationships.answer.decide')}</h2>
      <p>{say('relationships.answer.signIn')}</p>
      <div>
        <Button component={To} to="/sign-in" search={{ next: here }}>
          {say('command.session.start')}
        </Button>
      </div>
      <p className="small">{say('relationships.answer.signUp')}</p>
      <p>
        <To to="/sign-up" search={{ next: here }}>
          {say('relationships.answer.signUp.go')}
        </To>
      </p>
    </section>
  );
}

function InNameOf() {
  const say = useSay();
  const me = useMe();
  const own = membershipOf(me)?.organization.name ?? '';
  return <p>{say('relationships.answer.inNameOf', { name: own, person: me.displayName })}</p>;
}

/** For everybody but the global admin: nothing is decided, and nothing changes (REL-038). */
export function PassOn({ invitation, token, onAnswer }: Deciding) {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="card column tight" aria-labelledby="decide">
      <h2 id="decide">{say('relationships.answer.decide')}</h2>
      <InNameOf />
      <Note tone="waiting">
        <p className="obstacle-says">{say('relationships.answer.passOn')}</p>
        <p>{invitation.whoMayAccept}</p>
      </Note>
      <p>{say('relationships.answer.passOn.about')}</p>
      <div className="row">
        <Button onClick={() => setIsOpen(true)}>{say('command.invitation.passOn')}</Button>
        <Copy text={location.href} label={say('relationships.answer.copy')} />
      </div>
      {isOpen && (
        <CommandDialog
          noun="consent"
          command={{ operation: passOnInvitation }}
          path={{ token }}
          body={{}}
          onClose={() => setIsOpen(false)}
          onDone={() => onAnswer('passedOn')}
        />
      )}
    </section>
  );
}

type Chosen = { tenants: readonly Tenant[]; tenant: Tenant; onChoose: (id: string) => void };
function WhichTenant({ tenants, tenant, onChoose }: Chosen) {
  const say = useSay();
  const label = ({ domain, purpose }: Tenant) => `${domain} – ${say(`relationships.answer.tenant.purpose.${purpose}`)}`;
  if (tenants.length < 2) return null;
  return (
    <NativeSelect
      label={say('relationships.answer.tenant')}
      value={tenant.id}
      data={tenants.map((one) => ({ value: one.id, label: label(one) }))}
      onChange={({ currentTarget: { value } }) => onChoose(value)}
    />
  );
}

type Ticks = { relationship: boolean; edition: string };
type Sure = Deciding & { open: 'accept' | 'decline'; tenant: Tenant; isOnRecord: boolean; ticks: Ticks };
/** What would happen, in people's words, then the verb. */
function Sure({ invitation, token, open, tenant, isOnRecord, ticks, ...rest }: Sure & { onClose: () => void }) {
  const inWords = useAgreedWords({ invitation, tenant, isOnRecord });
  const { agreement } = invitation;
  const accepts = { tenantId: tenant.id, acceptsRelationship: ticks.relationship };
  const hasRead = agreement !== null && !isOnRecord && ticks.edition === agreement.edition;
  const agreed = hasRead && { acceptsAgreement: agreement.edition, agreementLanguage: agreement.language };
  const isYes = open === 'accept';
  return (
    <CommandDialog
      noun="consent"
      command={{ operation: isYes ? acceptInvitation : declineInvitation }}
      path={{ token }}
      body={isYes ? { ...accepts, ...agreed } : { tenantId: tenant.id }}
      {...(isYes && { inWords })}
      onClose={rest.onClose}
      onDone={() => rest.onAnswer(isYes ? 'accepted' : 'declined')}
    />
  );
}

type Answering = {
  boxes: ReturnType<typeof useBoxes>;
  ticked: Ticked;
  turn: (name: keyof Ticked, to: boolean) => void;
};
type Ticked = Record<'relationship' | 'agreement', boolean>;
function Boxes({ boxes, ticked, turn, onOpen }: Answering & { onOpen: (which: 'accept' | 'decline') => void }) {
  const say = useSay();
  return (
    <>
      {boxes.map(({ name, label, about }) => (
        <Checkbox
          key={name}
          label={label}
          description={about}
          checked={ticked[name]}
          onChange={({ currentTarget: { checked } }) => turn(name, checked)}
        />
      ))}
      <Verdict
        accept={say('command.invitation.accept')}
        decline={say('command.invitation.decline')}
        missing={boxes.filter(({ name }) => !ticked[name]).map(({ title }) => title)}
        onAccept={() => onOpen('accept')}
        onDecline={() => onOpen('decline')}
      />
    </>
  );
}

/** The ticks are kept while one signs in, or when the connection is lost. */
function Decide({ tenants, tenant, onChoose, ...deciding }: Deciding & Chosen) {
  const { invitation, token, onAnswer } = deciding;
  const say = useSay();
  const [ticks, tick, forget] = useDraft<Ticks>(`answer.${token}`, { relationship: false, edition: '' });
  const [open, setOpen] = useState<'accept' | 'decline'>();
  const { isOnRecord, acceptedAt } = useBefore({ invitation, tenant });
  const boxes = useBoxes({ invitation, isOnRecord });
  const edition = invitation.agreement?.edition;
  const ticked = { relationship: ticks.relationship, agreement: ticks.edition === edition };
  const turn = (name: keyof Ticked, to: boolean) =>
    tick(name === 'relationship' ? { relationship: to } : { edition: to ? (edition ?? '') : '' });
  const sure = open && { ...deciding, open, tenant, isOnRecord, ticks };
  const answered = (answer: Answered) => {
    forget();
    onAnswer(answer);
  };
  return (
    <section className="card column" aria-labelledby="decide">
      <h2 id="decide">{say('relationships.answer.decide')}</h2>
      <InNameOf />
      <WhichTenant tenants={tenants} tenant={tenant} onChoose={onChoose} />
      {acceptedAt && <AcceptedBefore at={acceptedAt} />}
      {isOnRecord && !acceptedAt && <p className="small">{say('relationships.answer.onRecord')}</p>}
      {!acceptedAt && <Boxes boxes={boxes} ticked={ticked} turn={turn} onOpen={setOpen} />}
      {sure && <Sure {...sure} onAnswer={answered} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

type Given = Deciding & { tenantId: string | undefined; onTenant: (tenant: Tenant) => void };
/** A global admin chooses one of the tenants; those that may be customers come first. */
export function DecideForTenant({ tenantId, onTenant, ...deciding }: Given) {
  const asked = reading<{ items: Tenant[] }>(listTenants, { query: { status: 'active' } });
  const { data, error, refetch } = useQuery(asked);
  if (error) return <Trouble error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton height={160} />;
  const mayBuy = ({ purpose }: Tenant) => Number(purpose === 'customer' || purpose === 'corporate');
  const tenants = [...data.items].sort((one, next) => mayBuy(next) - mayBuy(one));
  const tenant = tenants.find(({ id }) => id === tenantId) ?? tenants[0];
  if (!tenant) return <PassOn {...deciding} />;
  const choose = (id: string) => onTenant(tenants.find((one) => one.id === id)!);
  return <Decide {...deciding} tenants={tenants} tenant={tenant} onChoose={choose} />;
}
