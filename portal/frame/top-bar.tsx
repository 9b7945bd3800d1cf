// The bar over every page: where one is, what can be found, what waits, and how the page looks and speaks.
import { ActionIcon, Button } from '@mantine/core';
import { Inbox, Menu as MenuIcon, Search } from 'lucide-react';
import { To } from '../parts/link.tsx';
import { useSay } from '../parts/say.ts';
import { useWaiting } from '../waiting.ts';
import { AccountMenu } from './account-menu.tsx';
import { CloudBadge } from './cloud-badge.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { OrganizationSwitch } from './organization-switch.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { TimeTravel } from './time-travel.tsx';

function WaitingCount() {
  const say = useSay();
  const { waiting } = useWaiting();
  const count = waiting.reduce((sum, one) => sum + one.count, 0);
  return (
    <To to="/" className="waiting-count" aria-label={say('portal.waiting', { count })}>
      <Inbox size={18} aria-hidden />
      {count > 0 && <span aria-hidden>{count > 99 ? '99+' : count}</span>}
    </To>
  );
}

type Given = { isOpen: boolean; onMenu: () => void; onSearch: () => void };
export function TopBar({ isOpen, onMenu, onSearch }: Given) {
  const say = useSay();
  return (
    <header className="top-bar">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className="menu-button"
        aria-label={say('portal.navigation')}
        aria-expanded={isOpen}
        aria-controls="side-bar"
        onClick={onMenu}
      >
        <MenuIcon size={20} aria-hidden />
      </ActionIcon>
      <To to="/" className="brand">
        Kontor
      </To>
      <OrganizationSwitch />
      <CloudBadge />
      <span className="grow" />
      <Button
        variant="default"
        size="sm"
        className="search-button"
        leftSection={<Search size={16} aria-hidden />}
        rightSection={<kbd aria-hidden>/</kbd>}
        onClick={onSearch}
      >
        {say('portal.search')}
      </Button>
      <WaitingCount />
      <TimeTravel />
      <LanguageChoice />
      <ThemeChoice />
      <AccountMenu />
    </header>
  );
}
