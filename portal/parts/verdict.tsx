// Yes or no to what was read: yes stays closed until every box is ticked, and beside it stands which are not.
import { Button } from '@mantine/core';
import { useId } from 'react';
import { useSay } from './say.ts';

type Given = {
  accept: string;
  decline: string;
  /** The names of the boxes that are not ticked yet. */
  missing: readonly string[];
  onAccept: () => void;
  onDecline: () => void;
};

export function Verdict({ accept, decline, missing, onAccept, onDecline }: Given) {
  const say = useSay();
  const why = useId();
  const isReady = missing.length === 0;
  return (
    <div className="column tight">
      <div className="row">
        <Button disabled={!isReady} aria-describedby={isReady ? undefined : why} onClick={onAccept}>
          {accept}
        </Button>
        <Button variant="default" onClick={onDecline}>
          {decline}
        </Button>
      </div>
      {!isReady && (
        <p id={why} className="small">
          {say('portal.verdict.missing', { boxes: missing.join(' · ') })}
        </p>
      )}
    </div>
  );
}
