// One's own account: second factor, sessions, language, password.
import { Head } from '../../parts/head.tsx';
import { useSay } from '../../parts/say.ts';
import { membershipOf, useMe } from '../../session.ts';
import { EraseOwn } from './erase-own.tsx';
import { NewPassword } from './new-password.tsx';
import { OwnLanguage } from './own-language.tsx';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { Sessions } from './sessions.tsx';

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
