// The page on which a member claims the role of global admin: choose a domain, put its record into the DNS, prove it.
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import {
  type AdminClaim,
  proveAdminClaim,
  seeAdminClaim,
  startAdminClaim,
  withdrawAdminClaim,
} from '../../../contract/claims.ts';
import type { Answer } from '../../../contract/operation.ts';
import { queries, reading } from '../../api.ts';
import { DomainProof } from '../../parts/domain-proof.tsx';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useAsking } from '../identity/asking.ts';

type Standing = Answer<typeof seeAdminClaim>;
type Again = { onDone: () => void };

function Begin({ domains, onDone }: Pick<Standing, 'domains'> & Again) {
  const say = useSay();
  const [domain, choose] = useState(domains[0]!);
  const { mutate, isPending, error } = useAsking(startAdminClaim);
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        mutate({ domain }, { onSuccess: onDone });
      }}
    >
      <p>{say('claims.about')}</p>
      <NativeSelect
        label={say('field.signup.domain')}
        value={domain}
        data={[...domains]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <Trouble error={error} />
      <div>
        <Button type="submit" loading={isPending}>
          {say('command.adminClaim.start')}
        </Button>
      </div>
    </form>
  );
}

function Prove({ claim, onDone, onProven }: { claim: AdminClaim; onProven: () => void } & Again) {
  const say = useSay();
  const { formatDate } = useIntl();
  const proving = useAsking(proveAdminClaim);
  const withdrawing = useAsking(withdrawAdminClaim);
  const at = formatDate(claim.expiresAt, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <>
      <DomainProof
        record={claim}
        verb={say('command.signup.proveDomain')}
        isBusy={proving.isPending}
        error={proving.error ?? withdrawing.error}
        onProve={() => proving.mutate({}, { onSuccess: onProven })}
      />
      <p className="row apart">
        <span className="small dimmed">{say('claims.until', { at })}</span>
        <Button
          variant="subtle"
          loading={withdrawing.isPending}
          onClick={() => withdrawing.mutate({}, { onSuccess: onDone })}
        >
          {say('command.adminClaim.withdraw')}
        </Button>
      </p>
    </>
  );
}

function Standing({ hasGlobalAdmin, domains, claim, onDone }: Standing & Again) {
  const say = useSay();
  const [isProven, setIsProven] = useState(false);
  const onProven = () => {
    setIsProven(true);
    announce(say('claims.done'));
    // Another role shows other pages: all that was read is read again.
    void queries.invalidateQueries();
  };
  if (isProven) {
    return (
      <>
        <Note tone="good">{say('claims.done')}</Note>
        <p>
          <To to="/members">{say('noun.member.many')}</To>
        </p>
      </>
    );
  }
  if (hasGlobalAdmin) return <Note tone="good">{say('claims.exists')}</Note>;
  if (domains.length === 0) return <Note tone="waiting">{say('claims.noDomain')}</Note>;
  if (claim) return <Prove claim={claim} onDone={onDone} onProven={onProven} />;
  return <Begin domains={domains} onDone={onDone} />;
}

export default function ClaimRole() {
  const say = useSay();
  const { data, error, refetch } = useQuery(reading<Standing>(seeAdminClaim));
  const again = () => void refetch();
  return (
    <div className="column reading">
      <Head title={say('page.adminClaim')} />
      <section className="card column" aria-label={say('page.adminClaim')}>
        {error && <Trouble error={error} onAgain={again} />}
        {!data && !error && <Skeleton height={160} aria-label={say('portal.loading')} />}
        {data && <Standing {...data} onDone={again} />}
      </section>
    </div>
  );
}
