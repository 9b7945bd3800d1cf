// The people of the demo world, by the part they play, to sign in as without a password.
import { useQuery } from '@tanstack/react-query';
import { listPersonas, type Persona, signInAsPersona } from '../../../contract/identity.ts';
import { reading } from '../../api.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { changedTo } from '../../session.ts';
import { useSpeak } from '../../words.tsx';
import { useAsking } from './asking.ts';
import { type Cast, castOf } from './cast.ts';

type Entered = { onEntered?: (() => void) | undefined };
type Given = { persona: Persona; isStart: boolean } & Entered;

function One({ persona: { id, displayName, memberships, language }, isStart, onEntered }: Given) {
  const say = useSay();
  const spoken = useSpeak();
  const { mutate, isPending, error } = useAsking(signInAsPersona, { id });
  const enter = () =>
    mutate(
      {},
      {
        onSuccess: ({ me }) =>
          void spoken
            .change(language)
            .then(() => changedTo(me))
            .then(onEntered),
      },
    );
  const roles = memberships[0]?.roles ?? [];
  return (
    <li>
      <button type="button" className="choice" disabled={isPending} onClick={enter}>
        <strong lang={language}>{displayName}</strong>
        <span className="small">{memberships[0]?.organization.name}</span>
        <span className="small dimmed">{roles.map((role) => say(`role.${role}`)).join(', ')}</span>
        {isStart && <span className="small">{say(`role.${roles.at(-1)}.about`)}</span>}
        {isStart && <span className="chip chip-good">{say('identity.personas.start')}</span>}
      </button>
      <Trouble error={error} />
    </li>
  );
}

function Part({ part, people, start, onEntered }: Cast & Entered) {
  const say = useSay();
  const title = `personas-${part}`;
  return (
    <section className="column tight" aria-labelledby={title}>
      <h3 id={title}>{say(`identity.personas.part.${part}`)}</h3>
      <p className="small">{say(`identity.personas.part.${part}.about`)}</p>
      <ul className="choices personas">
        {people.map((persona) => (
          <One key={persona.id} persona={persona} isStart={persona.id === start} onEntered={onEntered} />
        ))}
      </ul>
    </section>
  );
}

export function Personas({ onEntered }: Entered) {
  const say = useSay();
  const { data, error, refetch } = useQuery(reading<{ items: Persona[] }>(listPersonas));
  return (
    <section className="card step-form column" aria-labelledby="personas">
      <h2 id="personas">{say('identity.personas')}</h2>
      <p className="dimmed">{say('identity.personas.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {castOf(data?.items ?? []).map((one) => (
        <Part key={one.part} {...one} onEntered={onEntered} />
      ))}
    </section>
  );
}
