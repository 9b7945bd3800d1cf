// Asks for a code of the authenticator in the middle of a command, and goes on with it once it is right.
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { proveSecondFactor } from '../../contract/identity.ts';
import { client, problemOf } from '../api.ts';
import { provenAs } from '../session.ts';
import { useSay } from './say.ts';
import { Note, Trouble } from './trouble.tsx';

export const asksForProof = (error: unknown): boolean => problemOf(error)?.code === 'fresh_proof_required';

export function ProveAgain({ onProven }: { onProven: () => void }) {
  const say = useSay();
  const [code, setCode] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(proveSecondFactor, { body: { code: code.replaceAll(' ', '') } }),
    onSuccess: ({ me }) => {
      provenAs(me);
      onProven();
    },
  });
  return (
    <form
      className="column tight"
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      <Note tone="waiting">{say('portal.proveAgain.about')}</Note>
      <TextInput
        label={say('field.person.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        minLength={6}
        maxLength={30}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Trouble error={error} />
      <div>
        <Button type="submit" loading={isPending}>
          {say('portal.proveAgain')}
        </Button>
      </div>
    </form>
  );
}
