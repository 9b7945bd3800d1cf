// Why something is not possible, and what to do now: the server's own words, or that nothing answered.
import { Button } from '@mantine/core';
import { CircleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
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

export function Trouble({ error, onAgain }: { error: unknown; onAgain?: () => void }) {
  const say = useSay();
  const problem = problemOf(error);
  if (!error) return null;
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
      {problem && <Obstacle says={problem.detail} mend={problem.mend} {...(problem.rule && { rule: problem.rule })} />}
      {problem?.also.map((one) => (
        <Obstacle key={one.code} says={one.detail} mend={one.mend} {...(one.rule && { rule: one.rule })} />
      ))}
      {problem && problem.status >= 500 && <p className="small">{say('portal.request', { id: problem.requestId })}</p>}
      {again}
    </Note>
  );
}
