// The pattern of agreeing: choose for what, read the edition in force, tick the box and see what follows, then go on.
import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Operation } from '../../contract/operation.ts';
import { useChangeSearch } from './address.ts';
import { useCommanding } from './commanding.ts';
import type { Answers } from './field.tsx';
import { Foreseen } from './foreseen.tsx';
import { Journey, useStep } from './journey.tsx';
import { To } from './link.tsx';
import { announce } from './live.tsx';
import { Reading, useReading, useReadLanguage } from './reading.tsx';
import { useSay } from './say.ts';
import { Note, Trouble } from './trouble.tsx';

type Given = {
  /** Where its texts begin: title, each step, box, next. */
  texts: string;
  noun: { name: string; path: string };
  /** How the steps of choosing and of agreeing are called. */
  steps: readonly [choose: string, agree: string];
  operation: Operation;
  text: { operation: Operation; path?: Readonly<Record<string, string>>; query?: Readonly<Record<string, string>> };
  choosing: ReactNode;
  isChosen: boolean;
  /** What is agreed to beside the text, read in a language; `box` names the field that the tick answers. */
  bodyIn: (language: string) => Answers;
  box: string;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
  onDone: () => void;
};

function useAgreeing({ texts, noun, operation, text, bodyIn, box, isTicked, onDone }: Given) {
  const say = useSay();
  const change = useChangeSearch();
  const [language, onLanguage] = useReadLanguage();
  const { data } = useReading({ ...text, language });
  const done = () => {
    onDone();
    announce(say(`command.${noun.name}.accept.done`));
    change({ step: 'next' });
  };
  const commanding = useCommanding({ operation, onDone: done });
  const whole = { ...bodyIn(language), edition: data?.edition, [box]: isTicked };
  const reading = <Reading {...text} language={language} onLanguage={onLanguage} />;
  return { say, commanding, whole, reading, isRead: data !== undefined, label: say(`${texts}.box`) };
}

type Ticking = Pick<Given, 'box' | 'isTicked' | 'onTick'> &
  Pick<ReturnType<typeof useAgreeing>, 'commanding' | 'label'>;
function Ticking({ box, isTicked, onTick, commanding, label, whole }: Ticking & { whole: Answers }) {
  const { preview, error, look, back } = commanding;
  const tick = (to: boolean) => {
    back();
    onTick(to);
    if (to) look({ ...whole, [box]: to });
  };
  return (
    <>
      <Checkbox label={label} checked={isTicked} onChange={(event) => tick(event.currentTarget.checked)} />
      {preview && <Foreseen preview={preview} />}
      <Trouble error={error} onAgain={() => look(whole)} />
    </>
  );
}

export function Agreeing(given: Given) {
  const { texts, noun, steps: names, choosing, isChosen, isTicked } = given;
  const [choose, agree] = names;
  const { say, commanding, whole, reading, isRead, label } = useAgreeing(given);
  const { preview, isBusy, confirm } = commanding;
  const [step, go] = useStep([choose, 'read', agree, 'next']);
  const title = (name: string) => say(`${texts}.step.${name}`);
  const verb = { verb: say(`command.${noun.name}.accept`), act: () => confirm(whole), isBusy };
  const ticking = <Ticking {...given} commanding={commanding} label={label} whole={whole} />;
  const next = (
    <>
      <Note tone="good">{say(`${texts}.next`)}</Note>
      <p>
        <To to={noun.path}>{say(`noun.${noun.name}.many`)}</To>
      </p>
    </>
  );
  const steps = [
    { name: choose, title: title(choose), content: choosing, isReady: isChosen },
    { name: 'read', title: title('read'), content: reading, isReady: isRead },
    { name: agree, title: title(agree), content: ticking, isReady: isTicked && !!preview?.token, next: verb },
    { name: 'next', title: say('portal.whatNext'), content: next, isFinal: true },
  ];
  const current = !isChosen && step !== 'next' ? choose : step;
  return <Journey title={say(`${texts}.title`)} steps={steps} current={current} go={go} />;
}
