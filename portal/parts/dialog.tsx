// A dialog of the browser's own: it keeps the focus in, gives it back, and closes on Escape.
import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useSay } from './say.ts';

type Shown = { title: string; onClose: () => void; children: ReactNode; isWide?: boolean };
/** Mounted is open: whoever shows it takes it away again in `onClose`. */
export function Dialog({ title, onClose, children, isWide = false }: Shown) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    const first = body.current?.querySelector<HTMLElement>('input, select, textarea') ?? heading.current;
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={isWide ? 'dialog wide' : 'dialog'}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('portal.close')} onClick={onClose}>
          <X size={18} aria-hidden />
        </ActionIcon>
      </header>
      <div className="dialog-body" ref={body}>
        {children}
      </div>
    </dialog>
  );
}
