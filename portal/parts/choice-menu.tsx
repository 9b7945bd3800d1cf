// A panel of which exactly one is chosen: languages, themes, organizations.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Drop, type Opener } from './drop.tsx';

type MenuChoice = { value: string; label: ReactNode; lang?: string };
type Given = {
  button: (given: Opener) => ReactNode;
  choices: readonly MenuChoice[];
  chosen: string;
  side?: 'start' | 'end';
  onChoose: (value: string) => void;
};

export function ChoiceMenu({ button, choices, chosen, side = 'end', onChoose }: Given) {
  const panel = (close: () => void) => (
    <ul className="drop-list">
      {choices.map(({ value, label, lang }) => (
        <li key={value}>
          <button
            type="button"
            className="drop-item"
            aria-current={value === chosen ? 'true' : undefined}
            onClick={() => {
              close();
              onChoose(value);
            }}
            {...(lang && { lang })}
          >
            {value === chosen ? <Check size={14} aria-hidden /> : <span className="gap" />}
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
  return <Drop button={button} panel={panel} side={side} />;
}
