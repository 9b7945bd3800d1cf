// A text to take along: selectable, and copied by a button that says so.
import { Button } from '@mantine/core';
import { Check, Copy as CopyIcon } from 'lucide-react';
import { useState } from 'react';
import { announce } from './live.tsx';
import { useSay } from './say.ts';

export function Copy({ text, label }: { text: string; label: string }) {
  const say = useSay();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    announce(say('portal.copied'));
  };
  const Icon = isCopied ? Check : CopyIcon;
  return (
    <Button variant="default" size="sm" leftSection={<Icon size={16} aria-hidden />} onClick={() => void copy()}>
      {label}
    </Button>
  );
}
