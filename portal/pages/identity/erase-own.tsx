// One's own account goes for good: what will be gone and what stays, the name typed, then signed out.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { erasePerson } from '../../../contract/members.ts';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { useSay } from '../../parts/say.ts';
import { changedTo, useMe } from '../../session.ts';

export function EraseOwn() {
  const say = useSay();
  const { displayName, organization } = useMe();
  const [isOpen, setIsOpen] = useState(false);
  if (!organization) return null;
  return (
    <section className="card column tight" aria-labelledby="erase-own">
      <h2 id="erase-own">{say('command.person.erase')}</h2>
      <p>{say('members.eraseOwn.about')}</p>
      <div>
        <Button variant="default" onClick={() => setIsOpen(true)}>
          {say('command.person.erase')}
        </Button>
      </div>
      {isOpen && (
        <CommandDialog
          noun="member"
          command={{ operation: erasePerson, isIrreversible: true }}
          title={displayName}
          onClose={() => setIsOpen(false)}
          onDone={() => void changedTo(null)}
        />
      )}
    </section>
  );
}
