// The answer to an invitation: two ticks and a preview for who may accept, a way to pass it on for who may not.
import { Button, Checkbox, NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { type CustomerAgreement, listCustomerAgreements } from '../../../contract/agreements.ts';
import { listTenants, type Tenant } from '../../../contract/organizations/tenants.ts';
import { acceptInvitation, declineInvitation, passOnInvitation } from '../../../contract/relationships/consents.ts';
import type { OpenedInvitation } from '../../../contract/relationships/invitations.ts';
import { reading } from '../../api.ts';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { Copy } from '../../parts/copy.tsx';
import { useDraft } from '../../parts/draft.ts';
import type { Answers } from '../../parts/field.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { membershipOf, useMe } from '../../session.ts';

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

type Asked = { invitation: OpenedInvitation; tenant: Tenant };
/** Whether the agreement of this edition is on record between the seller and this tenant. */
function useOnRecord({ invitation: { inviters, agreement }, tenant }: Asked) {
  const seller = inviters.find(({ part }) => part === 'seller')?.organization.id ?? '';
  const query = { tenantId: tenant.id, partnerId: seller, ...(agreement && { edition: agreement.edition }) };
  const asked = reading<{ items: CustomerAgreement[] }>(listCustomerAgreements, { query });
  const { data } = useQuery({ ...asked, enabled: agreement !== null });
  return (data?.items.length ?? 0) > 0;
}

type Sure = { open: 'accept' | 'decline'; token: string; body: Answers; onClose: () => void; onDone: () => void };
function Sure({ open, token, ...rest }: Sure) {
  const operation = open === 'accept' ? acceptInvitation : declineInvitation;
  return <CommandDialog noun="consent" command={{ operation }} path={{ token }} {...rest} />;
}

type Ticks = { relationship: boolean; edition: string };
type Boxes = Pick<Deciding, 'invitation'> & { isOnRecord: boolean; ticks: Ticks; tick: (next: Partial<Ticks>) => void };
function Boxes({ invitation: { agreement, inviters }, isOnRecord, ticks, tick }: Boxes) {
  const say = useSay();
  const partners = inviters.map(({ organization }) => organization.name).join(', ');
  return (
    <>
      <Checkbox
        label={say('relationships.answer.tick.relationship', { partners })}
        checked={ticks.relationship}
        onChange={({ currentTarget: { checked } }) => tick({ relationship: checked })}
      />
      {agreement && !isOnRecord && (
        <Checkbox
          label={say('relationships.answer.tick.agreement', { title: agreement.title, edition: agreement.edition })}
          checked={ticks.edition === agreement.edition}
          onChange={({ currentTarget: { checked } }) => tick({ edition: checked ? agreement.edition : '' })}
        />
      )}
      {isOnRecord && <p className="small">{say('relationships.answer.onRecord')}</p>}
    </>
  );
}

/** The ticks are kept while one signs in, or when the connection is lost. */
function Decide({ invitation, token, onAnswer, tenants, tenant, onChoose }: Deciding & Chosen) {
  const say = useSay();
  const [ticks, tick, forget] = useDraft<Ticks>(`answer.${token}`, { relationship: false, edition: '' });
  const [open, setOpen] = useState<'accept' | 'decline'>();
  const isOnRecord = useOnRecord({ invitation, tenant });
  const { agreement } = invitation;
  const accepts = { tenantId: tenant.id, acceptsRelationship: ticks.relationship };
  const hasRead = agreement !== null && !isOnRecord && ticks.edition === agreement.edition;
  const agreed = hasRead && { acceptsAgreement: agreement.edition, agreementLanguage: agreement.language };
  const body = open === 'accept' ? { ...accepts, ...agreed } : { tenantId: tenant.id };
  const done = () => {
    forget();
    onAnswer(open === 'accept' ? 'accepted' : 'declined');
  };
  return (
    <section className="card column" aria-labelledby="decide">
      <h2 id="decide">{say('relationships.answer.decide')}</h2>
      <InNameOf />
      <WhichTenant tenants={tenants} tenant={tenant} onChoose={onChoose} />
      <Boxes invitation={invitation} isOnRecord={isOnRecord} ticks={ticks} tick={tick} />
      <div className="row">
        <Button onClick={() => setOpen('accept')}>{say('command.invitation.accept')}</Button>
        <Button variant="default" onClick={() => setOpen('decline')}>
          {say('command.invitation.decline')}
        </Button>
      </div>
      {open && <Sure open={open} token={token} body={body} onClose={() => setOpen(undefined)} onDone={done} />}
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
