// What this cloud asks of an applicant beside the profile: an eligibility form here, a number to call there.
import { Button } from '@mantine/core';
import { type Enrolment, fillEnrolment } from '../../../contract/organizations/enrolments.ts';
import { problemOf, queries } from '../../api.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import type { Answers } from '../../parts/field.tsx';
import { Fields, pointersOf } from '../../parts/form.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { shapesOf } from '../../parts/shape.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useStanding } from '../../session.ts';

/** By the name of the question, the feature of the clouds that ask it. */
const askedWhere: Readonly<Record<string, string>> = { eligibility: 'eligibilityCheck', phone: 'phoneCheck' };

export function AskedHere({ enrolment }: { enrolment: Enrolment }) {
  const say = useSay();
  const { id, version, eligibility, phone } = enrolment;
  const { features } = useStanding().cloud;
  const shapes = shapesOf(fillEnrolment.body).filter(({ name }) => features.includes(askedWhere[name] ?? ''));
  const known = { ...(eligibility && { eligibility }), ...(phone && { phone }) };
  const [typed, change, forget] = useDraft<Answers>(`enrolment.${id}.${version}`, known);
  const onDone = () => {
    forget();
    void queries.invalidateQueries({ queryKey: ['missing'] });
    announce(say('command.enrolment.fill.done'));
  };
  const { error, isBusy, confirm } = useCommanding({ operation: fillEnrolment, path: { id }, version, onDone });
  if (shapes.length === 0) return null;
  return (
    <form
      className="column"
      aria-labelledby="asked-here"
      onSubmit={(event) => {
        event.preventDefault();
        confirm(typed);
      }}
    >
      <h3 id="asked-here">{say('organizations.facts.cloud')}</h3>
      <Fields noun="enrolment" shapes={shapes} answers={typed} problem={problemOf(error)} onChange={change} />
      <Trouble error={error} noun="enrolment" marked={pointersOf(shapes)} />
      <div>
        <Button type="submit" variant="default" loading={isBusy}>
          {say('command.enrolment.fill')}
        </Button>
      </div>
    </form>
  );
}
