// The pattern of a journey: steps at the side, back at any time, and a last page that says what happens next.
import { Button } from '@mantine/core';
import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useChangeSearch, useSearch } from './address.ts';
import { Head } from './head.tsx';
import { useSay } from './say.ts';

export type JourneyStep = {
  name: string;
  title: string;
  content: ReactNode;
  /** The step cannot be left forward before this holds. */
  isReady?: boolean;
  /** The verb that leads on, where it is more than "next". */
  next?: { verb: string; act: () => void; isBusy?: boolean };
  /** What is done cannot be gone back from. */
  isFinal?: boolean;
};

/** The step stands in the address: the back button goes one step back, a reload stays. */
export function useStep(steps: readonly string[]): [current: string, go: (name: string) => void] {
  const { step } = useSearch();
  const change = useChangeSearch();
  const current = step && steps.includes(step) ? step : steps[0]!;
  return [current, (name) => change({ step: name }, { isStep: true })];
}

type Given = { title: string; steps: readonly JourneyStep[]; current: string; go: (name: string) => void };

function Steps({ steps, current, go }: Given) {
  const say = useSay();
  const at = steps.findIndex(({ name }) => name === current);
  const isOver = steps[at]?.isFinal;
  return (
    <nav aria-label={say('portal.steps')}>
      <ol className="steps">
        {steps.map(({ name, title }, i) => {
          const isBehind = i < at;
          const mark = isBehind ? <Check size={14} aria-hidden /> : i + 1;
          const isLink = isBehind && !isOver;
          return (
            <li key={name} className={i === at ? 'step current' : 'step'} aria-current={i === at ? 'step' : undefined}>
              <span className="step-mark">{mark}</span>
              {isLink ? (
                <button type="button" className="plain" onClick={() => go(name)}>
                  {title}
                </button>
              ) : (
                <span>{title}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Foot({ steps, current, go }: Given) {
  const say = useSay();
  const at = steps.findIndex(({ name }) => name === current);
  const [before, { next, isReady = true }, after] = [steps[at - 1], steps[at]!, steps[at + 1]];
  return (
    <div className="journey-foot">
      <span>
        {before && (
          <Button variant="default" onClick={() => go(before.name)}>
            {say('portal.back')}
          </Button>
        )}
      </span>
      <Button
        disabled={!isReady}
        loading={next?.isBusy ?? false}
        onClick={() => (next ? next.act() : after && go(after.name))}
      >
        {next?.verb ?? say('portal.next')}
      </Button>
    </div>
  );
}

export function Journey(given: Given) {
  const { title, steps, current } = given;
  const step = steps.find(({ name }) => name === current)!;
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useRef(current);
  useEffect(() => {
    if (arrived.current !== current) heading.current?.focus();
    arrived.current = current;
  }, [current]);
  return (
    <div className="column">
      <Head title={title} />
      <div className="journey">
        <Steps {...given} />
        <section className="card column" aria-labelledby="step-title">
          <h2 id="step-title" ref={heading} tabIndex={-1}>
            {step.title}
          </h2>
          {step.content}
          {!step.isFinal && <Foot {...given} />}
        </section>
      </div>
    </div>
  );
}
