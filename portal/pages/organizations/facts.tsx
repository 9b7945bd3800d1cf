// The facts an enrolment needs: the profile as a form on the page, the partner network, and what is still missing.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Enrolment } from '../../../contract/organizations/enrolments.ts';
import { listLocations, openGlobalAccount } from '../../../contract/organizations/locations.ts';
import { changeOrganization, type Organization, seeOrganization } from '../../../contract/organizations/profile.ts';
import { problemOf, queries, reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import type { Answers } from '../../parts/field.tsx';
import { Fields, pointersOf } from '../../parts/form.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { shapesOf } from '../../parts/shape.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useMe } from '../../session.ts';
import { AskedHere } from './asked-here.tsx';
import { Missing } from './standing.tsx';

const asked = ['address', 'contact', 'support', 'registrationNumber'] as const;
const again = () => void queries.invalidateQueries({ queryKey: ['missing'] });

const fields = shapesOf(changeOrganization.body);
function Profile({ organization }: { organization: Organization & Item }) {
  const say = useSay();
  const { id, version } = organization;
  const known = Object.fromEntries(asked.flatMap((name) => (organization[name] ? [[name, organization[name]]] : [])));
  const [typed, change, forget] = useDraft<Answers>(`profile.${id}.${version}`, known);
  const onDone = () => {
    forget();
    again();
    announce(say('command.organization.change.done'));
  };
  const commanding = useCommanding({ operation: changeOrganization, path: { id }, version, onDone });
  const { error, isBusy, confirm } = commanding;
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        confirm(typed);
      }}
    >
      <Fields noun="organization" shapes={fields} answers={typed} problem={problemOf(error)} onChange={change} />
      <Trouble error={error} noun="organization" marked={pointersOf(fields)} />
      <div>
        <Button type="submit" variant="default" loading={isBusy}>
          {say('organizations.facts.keep')}
        </Button>
      </div>
    </form>
  );
}

/** ACT-030: who enrols has a partner id; joining the network gives it a global account and a first location. */
function NetworkAccount() {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  const { organization } = useMe();
  const query = { status: 'active', limit: 1, ...(organization && { organization }) };
  const { data, error } = useQuery(reading<{ items: Item[] }>(listLocations, { query }));
  const [account] = data?.items ?? [];
  return (
    <section className="column tight" aria-labelledby="network">
      <h3 id="network">{say('organizations.facts.network')}</h3>
      <Trouble error={error} />
      {!data && !error && <Skeleton height={60} aria-label={say('portal.loading')} />}
      {account && (
        <Note tone="good">{say('organizations.facts.network.is', { partnerId: String(account.partnerId) })}</Note>
      )}
      {data && !account && (
        <>
          <p>{say('organizations.facts.network.about')}</p>
          <div>
            <Button variant="default" onClick={() => setIsOpen(true)}>
              {say('command.location.open')}
            </Button>
          </div>
        </>
      )}
      {isOpen && (
        <CommandDialog
          noun="location"
          command={{ operation: openGlobalAccount }}
          onClose={() => setIsOpen(false)}
          onDone={again}
        />
      )}
    </section>
  );
}

export function Facts({ enrolment }: { enrolment: Enrolment }) {
  const say = useSay();
  const { organization } = useMe();
  const path = { id: organization ?? '' };
  const { data, error } = useQuery(reading<Organization & Item>(seeOrganization, { path }));
  return (
    <>
      <Missing id={enrolment.id} />
      <Trouble error={error} />
      <h3>{say('page.profile')}</h3>
      {!data && !error && <Skeleton height={300} aria-label={say('portal.loading')} />}
      {data && <Profile key={data.version} organization={data} />}
      <NetworkAccount />
      <AskedHere key={enrolment.version} enrolment={enrolment} />
    </>
  );
}
