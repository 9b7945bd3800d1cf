// On the page of a link, before or after sign-in: whoever did not expect it tells the operator, without answering.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { reportLink } from '../../../contract/notices.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Radio } from '../../parts/radio.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';

const reasons = ['unexpected', 'impersonation', 'repeated', 'other'] as const;
const noteLengthMax = 1000;

type Link = { kind: 'invitation' | 'partnershipInvitation'; token: string; operator: string };
function Why({ reason, onChoose }: { reason: string; onChoose: (reason: string) => void }) {
  const say = useSay();
  const choices = reasons.map((value) => ({
    value,
    label: say(`value.linkReport.reason.${value}`),
    about: say(`value.linkReport.reason.${value}.about`),
  }));
  return <Radio legend={say('notices.report.why')} value={reason} choices={choices} onChoose={onChoose} />;
}

type Asking = Link & { onClose: () => void; onDone: () => void };

function Asking({ kind, token, operator, onClose, onDone }: Asking) {
  const say = useSay();
  const [reason, setReason] = useState<string>('unexpected');
  const [note, setNote] = useState('');
  const { error, isBusy, confirm } = useCommanding({ operation: reportLink, onDone });
  const text = note.trim();
  return (
    <Dialog title={say('command.linkReport.report')} onClose={onClose}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          confirm({ kind, token, reason, ...(text && { note: text }) });
        }}
      >
        <p>{say('notices.report.about', { operator })}</p>
        <Why reason={reason} onChoose={setReason} />
        <Textarea
          label={say('notices.report.note')}
          rows={3}
          maxLength={noteLengthMax}
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        <Trouble error={error} />
        <div className="dialog-foot">
          <Button variant="default" onClick={onClose}>
            {say('portal.cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {say('command.linkReport.report')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function ReportLink(link: Link) {
  const say = useSay();
  const [state, setState] = useState<'closed' | 'open' | 'done'>('closed');
  if (state === 'done') return <Note tone="good">{say('notices.report.done', { operator: link.operator })}</Note>;
  return (
    <div>
      <Button variant="default" onClick={() => setState('open')}>
        {say('command.linkReport.report')}
      </Button>
      {state === 'open' && <Asking {...link} onClose={() => setState('closed')} onDone={() => setState('done')} />}
    </div>
  );
}
