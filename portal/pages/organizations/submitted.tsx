// The last page of enrolling: who must act now, how long it takes, and where to follow it.
import type { Enrolment } from '../../../contract/organizations/enrolments.ts';
import { Chip } from '../../parts/chip.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { useStanding } from '../../session.ts';

export function Submitted({ enrolment: { id, status, mail } }: { enrolment: Enrolment }) {
  const say = useSay();
  const { personas } = useStanding();
  return (
    <>
      <p>
        <Chip noun="enrolment" status={status} />
      </p>
      <ol className="plain-list">
        <li>{say('organizations.enrol.next.mail', { mail: mail ?? '' })}</li>
        <li>{say('organizations.enrol.next.review')}</li>
        <li>{say('organizations.enrol.next.sign')}</li>
      </ol>
      <p className="row">
        <To to={`/enrolments/${id}`}>{say('organizations.enrol.next.follow')}</To>
        {personas && <To to="/mailbox">{say('page.mailbox')}</To>}
      </p>
    </>
  );
}
