// Says aloud, and shows for a while, what has just happened.
import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useSay } from './say.ts';

const shownMilliseconds = 12_000;
let current: { text: string; count: number } = { text: '', count: 0 };
const listeners = new Set<() => void>();

export function announce(text: string): void {
  current = { text, count: current.count + 1 };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function Live() {
  const say = useSay();
  const { text, count } = useSyncExternalStore(subscribe, () => current);
  useEffect(() => {
    if (!text || count === 0) return;
    const timer = setTimeout(() => announce(''), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [text, count]);
  return (
    <div className="live">
      <div role="status" aria-live="polite">
        {text && <span className="live-text">{text}</span>}
      </div>
      {text && (
        <ActionIcon variant="subtle" color="gray" aria-label={say('portal.close')} onClick={() => announce('')}>
          <X size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
