// Leads through the steps of signing in, then back to where one came from, or to the program that asks to be let in.
import { useNavigate } from '@tanstack/react-router';
import { type ComponentType, useEffect, useState } from 'react';
import { hasChosenLanguage } from '../../language.ts';
import { useSearch } from '../../parts/address.ts';
import { type Step, stepFor, useStanding } from '../../session.ts';
import { useSpeak } from '../../words.tsx';
import { EnrolStep } from './enrol-step.tsx';
import { Interaction } from './interaction.tsx';
import { NewPassword } from './new-password.tsx';
import { OrganizationStep } from './organization-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { Personas } from './personas.tsx';
import { SecondFactorStep } from './second-factor-step.tsx';

const steps: Record<Exclude<Step, 'signIn'>, ComponentType> = {
  changePassword: () => <NewPassword isForced />,
  secondFactor: SecondFactorStep,
  enrolSecondFactor: EnrolStep,
  organization: OrganizationStep,
};
/** Only a path of our own; anything else might lead elsewhere. */
const isOwn = (next: string | undefined): next is string => !!next && /^\/(?![/\\])/.test(next);

function useOwnLanguage() {
  const { me } = useStanding();
  const { language, change } = useSpeak();
  const own = me?.language;
  useEffect(() => {
    if (own && own !== language && !hasChosenLanguage()) void change(own);
  }, [own, language, change]);
}

export default function SignIn() {
  const standing = useStanding();
  const navigate = useNavigate();
  const { next: asked, interaction } = useSearch();
  // The one that stood there at first: once it is gone to, the address is that of the page to come.
  const [next] = useState(asked);
  const step = stepFor(standing);
  const isDone = !step && !interaction;
  useOwnLanguage();
  useEffect(() => {
    if (isDone) void navigate({ href: isOwn(next) ? next : '/', replace: true } as never);
  }, [isDone, next, navigate]);
  if (!step) return interaction ? <Interaction id={interaction} /> : null;
  if (step === 'signIn') {
    return (
      <div className="sign-in">
        <PasswordStep />
        {standing.personas && <Personas />}
      </div>
    );
  }
  const Part = steps[step];
  return <Part />;
}
