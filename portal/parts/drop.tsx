// A button that drops a panel down: it closes on Escape, on a click elsewhere, and when the focus leaves it.
import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';

export type Opener = {
  ref: Ref<HTMLButtonElement>;
  'aria-expanded': boolean;
  'aria-controls': string;
  onClick: () => void;
};
type Given = {
  button: (given: Opener) => ReactNode;
  panel: (close: () => void) => ReactNode;
  side?: 'start' | 'end';
};

export function Drop({ button, panel, side = 'end' }: Given) {
  const [isOpen, setIsOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  useEffect(() => {
    if (!isOpen) return;
    const leave = ({ target }: Event) => {
      if (!whole.current?.contains(target as Node)) setIsOpen(false);
    };
    const press = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setIsOpen(false);
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', press);
    };
  }, [isOpen]);
  const close = () => {
    setIsOpen(false);
    opener.current?.focus();
  };
  const given = { ref: opener, 'aria-expanded': isOpen, 'aria-controls': panelId };
  return (
    <div ref={whole} className="drop">
      {button({ ...given, onClick: () => setIsOpen(!isOpen) })}
      <div id={panelId} className={`drop-panel drop-${side}`} hidden={!isOpen}>
        {isOpen && panel(close)}
      </div>
    </div>
  );
}
