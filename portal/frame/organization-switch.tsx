// In whose name one acts; a person of several organizations changes it here, and every page follows.
import { Button } from '@mantine/core';
import { Building2, ChevronDown } from 'lucide-react';
import { chooseOrganization } from '../../contract/identity.ts';
import { client } from '../api.ts';
import { ChoiceMenu } from '../parts/choice-menu.tsx';
import type { Opener } from '../parts/drop.tsx';
import { announce } from '../parts/live.tsx';
import { useSay } from '../parts/say.ts';
import { PartyName } from '../parts/value.tsx';
import { changedTo, membershipOf, useMe } from '../session.ts';

export function OrganizationSwitch() {
  const say = useSay();
  const me = useMe();
  const own = membershipOf(me)?.organization;
  if (!own) return null;
  const label = (
    <>
      <Building2 size={16} aria-hidden />
      <span className="only-heard">{say('portal.organization')}</span>
      <span className="organization-name">{own.name}</span>
    </>
  );
  if (me.memberships.length < 2) return <span className="organization">{label}</span>;
  const choose = async (organization: string) => {
    const { me: changed } = await client.call(chooseOrganization, { body: { organization } });
    await changedTo(changed);
    announce(say('portal.organization.changed', { name: membershipOf(changed)?.organization.name }));
  };
  const button = (opener: Opener) => (
    <Button
      {...opener}
      variant="subtle"
      color="gray"
      className="organization"
      rightSection={<ChevronDown size={14} aria-hidden />}
    >
      {label}
    </Button>
  );
  const choices = me.memberships.map(({ organization }) => ({
    value: organization.id,
    label: <PartyName party={organization} isFull />,
  }));
  return (
    <ChoiceMenu side="start" button={button} choices={choices} chosen={own.id} onChoose={(id) => void choose(id)} />
  );
}
