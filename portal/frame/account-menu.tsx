// Who one is, the page about it, and the way out.
import { ActionIcon } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { CircleUserRound, LogOut, UserRoundCog } from 'lucide-react';
import { signOut } from '../../contract/identity.ts';
import { client } from '../api.ts';
import { Drop, type Opener } from '../parts/drop.tsx';
import { To } from '../parts/link.tsx';
import { useSay } from '../parts/say.ts';
import { changedTo, membershipOf, useMe } from '../session.ts';

export function AccountMenu() {
  const say = useSay();
  const me = useMe();
  const navigate = useNavigate();
  const leave = async () => {
    await client.call(signOut, { body: {} });
    await navigate({ to: '/sign-in' as never });
    await changedTo(null);
  };
  const label = say('portal.account.of', { name: me.displayName });
  const button = (opener: Opener) => (
    <ActionIcon {...opener} variant="subtle" color="gray" size="lg" aria-label={label}>
      <CircleUserRound size={20} aria-hidden />
    </ActionIcon>
  );
  const panel = (close: () => void) => (
    <>
      <Whose />
      <ul className="drop-list">
        <li>
          <To to="/account" className="drop-item" onClick={close}>
            <UserRoundCog size={16} aria-hidden />
            {say('portal.account')}
          </To>
        </li>
        <li>
          <button type="button" className="drop-item" onClick={() => void leave()}>
            <LogOut size={16} aria-hidden />
            {say('command.session.signOut')}
          </button>
        </li>
      </ul>
    </>
  );
  return <Drop button={button} panel={panel} />;
}

function Whose() {
  const say = useSay();
  const me = useMe();
  const roles = membershipOf(me)?.roles ?? [];
  return (
    <div className="drop-note small">
      <strong>{me.displayName}</strong>
      <span>{me.name}</span>
      <span>{roles.map((role) => say(`role.${role}`)).join(', ')}</span>
    </div>
  );
}
