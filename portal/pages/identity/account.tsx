// One's own account: second factor, sessions, language, password.
import { NativeSelect } from '@mantine/core';
import { chooseLanguage } from '../../../contract/identity.ts';
import type { Language } from '../../../messages/catalogue.ts';
import { client } from '../../api.ts';
import { languages } from '../../language.ts';
import { Head } from '../../parts/head.tsx';
import { useSay } from '../../parts/say.ts';
import { changedTo, membershipOf, useMe } from '../../session.ts';
import { useSpeak } from '../../words.tsx';
import { EraseOwn } from './erase-own.tsx';
import { NewPassword } from './new-password.tsx';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { Sessions } from './sessions.tsx';

function OwnLanguage() {
  const say = useSay();
  const { language, change } = useSpeak();
  const choose = async (next: Language) => {
    await change(next);
    const { me } = await client.call(chooseLanguage, { body: { language: next } });
    await changedTo(me);
  };
  return (
    <section className="card">
      <NativeSelect
        label={say('identity.language')}
        description={say('identity.language.about')}
        value={language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={(event) => void choose(event.currentTarget.value as Language)}
      />
    </section>
  );
}

export default function Account() {
  const say = useSay();
  const me = useMe();
  const roles = membershipOf(me)?.roles ?? [];
  return (
    <div className="column">
      <Head title={say('portal.account')} />
      <dl className="facts card">
        <div>
          <dt>{say('field.person.displayName')}</dt>
          <dd>{me.displayName}</dd>
        </div>
        <div>
          <dt>{say('field.person.name')}</dt>
          <dd>{me.name}</dd>
        </div>
        <div>
          <dt>{say('field.person.roles')}</dt>
          <dd>{roles.map((role) => say(`role.${role}`)).join(', ')}</dd>
        </div>
      </dl>
      <OwnSecondFactor />
      <Sessions />
      <OwnLanguage />
      <NewPassword isForced={false} />
      <EraseOwn />
    </div>
  );
}
