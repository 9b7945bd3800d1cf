// Why something is not possible, and what to do now: the server's own words, or that nothing answered.
import { Button } from '@mantine/core';
import { CircleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { isLost, problemOf } from '../api.ts';
import type { Reason } from '../capability.ts';
import { useSay } from './say.ts';

export function Obstacle({ says, mend, rule }: Pick<Reason, 'says' | 'mend' | 'rule'>) {
  const say = useSay();
  return (
    <div className="obstacle">
      <p className="obstacle-says">{says}</p>
      <p>{mend}</p>
      {rule && <p className="small dimmed">{say('portal.rule', { rule })}</p>}
    </div>
  );
}

export function Note({ tone, children }: { tone: 'bad' | 'waiting' | 'good'; children: ReactNode }) {
  return (
    <div className={`note note-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <CircleAlert size={18} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

type Misfits = NonNullable<Problem['errors']>;
/** What was typed does not fit: said at the fields that show it, and listed here where no field does. */
function Unfitting({ misfits, noun = '', marked = [] }: Pick<Given, 'noun' | 'marked'> & { misfits: Misfits }) {
  const say = useSay();
  const others = misfits.filter(({ pointer }) => !marked.includes(pointer));
  if (others.length === 0) return <p className="obstacle-says">{say('portal.unfitting.marked')}</p>;
  const nameOf = (pointer: string) => {
    const name = pointer.split('/').at(-1) ?? '';
    return say.first([`field.${noun}.${name}`, `field.${name}`, name]);
  };
  return (
    <div className="obstacle">
      <p className="obstacle-says">{say('portal.unfitting.says')}</p>
      <ul className="several">
        {others.map(({ pointer, detail }) => (
          <li key={`${pointer} ${detail}`}>{say('portal.unfitting.one', { field: nameOf(pointer), detail })}</li>
        ))}
      </ul>
      <p>{say('portal.unfitting.mend')}</p>
    </div>
  );
}

type Given = {
  error: unknown;
  onAgain?: () => void;
  /** Of what kind of thing the fields are that may be named. */
  noun?: string;
  /** The fields that say themselves what is wrong with them, as the server points at them. */
  marked?: readonly string[];
};
export function Trouble({ error, onAgain, noun, marked }: Given) {
  const say = useSay();
  const problem = problemOf(error);
  if (!error) return null;
  const misfits = problem?.code === 'invalid_request' ? problem.errors : undefined;
  const again = onAgain && (
    <Button variant="default" size="xs" mt={8} onClick={onAgain}>
      {say('portal.again')}
    </Button>
  );
  if (isLost(error)) {
    return (
      <div className="note note-waiting" role="alert">
        <WifiOff size={18} aria-hidden />
        <div>
          <p className="obstacle-says">{say('portal.lost.says')}</p>
          <p>{say('portal.lost.mend')}</p>
          {again}
        </div>
      </div>
    );
  }
  return (
    <Note tone="bad">
      {misfits && <Unfitting misfits={misfits} {...(noun && { noun })} {...(marked && { marked })} />}
      {problem && !misfits && (
        <Obstacle says={problem.detail} mend={problem.mend} {...(problem.rule && { rule: problem.rule })} />
      )}
      {problem?.also.map((one) => (
        <Obstacle key={one.code} says={one.detail} mend={one.mend} {...(one.rule && { rule: one.rule })} />
      ))}
      {problem && problem.status >= 500 && <p className="small">{say('portal.request', { id: problem.requestId })}</p>}
      {again}
    </Note>
  );
}
