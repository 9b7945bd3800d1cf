// Light, dark, or as the device has it.
import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { MonitorSmartphone, Moon, Sun } from 'lucide-react';
import { ChoiceMenu } from '../parts/choice-menu.tsx';
import type { Opener } from '../parts/drop.tsx';
import { useSay } from '../parts/say.ts';

const themes = { light: Sun, dark: Moon, auto: MonitorSmartphone } as const;
type Theme = keyof typeof themes;

export function ThemeChoice() {
  const say = useSay();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = themes[colorScheme];
  const button = (opener: Opener) => (
    <ActionIcon {...opener} variant="subtle" color="gray" size="lg" aria-label={say('portal.theme')}>
      <Icon size={18} aria-hidden />
    </ActionIcon>
  );
  const choices = Object.keys(themes).map((value) => ({ value, label: say(`portal.theme.${value}`) }));
  return (
    <ChoiceMenu
      button={button}
      choices={choices}
      chosen={colorScheme}
      onChoose={(value) => setColorScheme(value as Theme)}
    />
  );
}
