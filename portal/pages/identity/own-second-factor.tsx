// One's second factor: registering, replacing the recovery codes, removing it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { removeSecondFactor, renewRecoveryCodes } from '../../../contract/identity.ts';
import { Chip } from '../../parts/chip.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { changedTo, useMe } from '../../session.ts';
import { useAsking } from './asking.ts';
import { EnrolStep } from './enrol-step.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

function Removing({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { mutate, isPending, error } = useAsking(removeSecondFactor);
  const finish = () => {
    announce(say('command.secondFactor.remove.done'));
    onClose();
  };
  return (
    <Dialog title={say('command.secondFactor.remove')} onClose={onClose}>
      <p>{say('identity.removeFactor.about')}</p>
      <Trouble error={error} />
      <div className="dialog-foot">
        <Button variant="default" onClick={onClose}>
          {say('portal.cancel')}
        </Button>
        <Button
          loading={isPending}
          onClick={() => mutate({}, { onSuccess: ({ me }) => void changedTo(me).then(finish) })}
        >
          {say('command.secondFactor.remove')}
        </Button>
      </div>
    </Dialog>
  );
}

function Renewing({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { mutate, isPending, error, data } = useAsking(renewRecoveryCodes);
  return (
    <Dialog title={say('command.secondFactor.renewCodes')} onClose={onClose}>
      {data ? (
        <RecoveryCodes isPart codes={data.recoveryCodes} onKept={onClose} />
      ) : (
        <div className="column">
          <p>{say('identity.renewCodes.about')}</p>
          <Trouble error={error} />
          <div className="dialog-foot">
            <Button loading={isPending} onClick={() => mutate({})}>
              {say('command.secondFactor.renewCodes')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

const dialogs = { remove: Removing, renew: Renewing } as const;

export function OwnSecondFactor() {
  const say = useSay();
  const { registered, recoveryCodesLeft } = useMe().secondFactor;
  const [open, setOpen] = useState<keyof typeof dialogs | 'enrol'>();
  const close = () => setOpen(undefined);
  const Opened = open && open !== 'enrol' ? dialogs[open] : undefined;
  return (
    <section className="card column tight" aria-labelledby="second-factor">
      <div className="row">
        <h2 id="second-factor">{say('identity.secondFactor')}</h2>
        <Chip noun="secondFactor" status={registered ? 'active' : 'nothing'} />
      </div>
      <p>{say(registered ? 'identity.factor.registered' : 'identity.factor.missing', { count: recoveryCodesLeft })}</p>
      <div className="row">
        {!registered && <Button onClick={() => setOpen('enrol')}>{say('command.secondFactor.enrol')}</Button>}
        {registered && (
          <>
            <Button variant="default" onClick={() => setOpen('renew')}>
              {say('command.secondFactor.renewCodes')}
            </Button>
            <Button variant="default" onClick={() => setOpen('remove')}>
              {say('command.secondFactor.remove')}
            </Button>
          </>
        )}
      </div>
      {Opened && <Opened onClose={close} />}
      {open === 'enrol' && (
        <Dialog title={say('command.secondFactor.enrol')} onClose={close}>
          <EnrolStep isPart onDone={close} />
        </Dialog>
      )}
    </section>
  );
}
