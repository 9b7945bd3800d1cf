// A form made from the body of a command: groups become field sets, and what the server faults is said at its field.
import { Skeleton } from '@mantine/core';
import { type ComponentType, lazy, Suspense, useMemo } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Command, Item, Question } from '../capability.ts';
import { type Answers, Field } from './field.tsx';
import { useSay } from './say.ts';
import type { Shape } from './shape.ts';

type Questions = NonNullable<Command['questions']>;
type Asked = {
  noun: string;
  shapes: readonly Shape[];
  answers: Answers;
  problem?: Problem | undefined;
  /** Where this group lies in the body. */
  at?: string;
  /** The thing it is about, and what is asked in a way of its own. */
  item?: Item | undefined;
  questions?: Questions;
  onChange: (change: Answers) => void;
};

export const pointedAt = (problem: Problem | undefined, pointer: string): string | undefined =>
  problem?.errors?.find((one) => one.pointer === pointer)?.detail;

const none: Questions = {};
type Owns = Readonly<Record<string, ComponentType<Question>>>;
const useQuestions = (questions: Questions): Owns =>
  useMemo(() => Object.fromEntries(Object.entries(questions).map(([name, load]) => [name, lazy(load)])), [questions]);

type Placed = Omit<Asked, 'shapes' | 'answers'> & { shape: Shape; value: unknown; own: Owns };
function Placed({ shape, value, own, ...asked }: Placed) {
  const say = useSay();
  const { noun, problem, at = '', item, onChange } = asked;
  const { name, kind } = shape;
  const pointer = `${at}/${name}`;
  const fault = pointedAt(problem, pointer);
  const onAnswer = (answer: unknown) => onChange({ [name]: answer });
  const Own = own[name];
  if (Own) {
    return (
      <Suspense fallback={<Skeleton height={60} />}>
        <Own label={say.field(noun, name)} value={value} item={item} fault={fault} onAnswer={onAnswer} />
      </Suspense>
    );
  }
  if (kind !== 'group') return <Field noun={noun} shape={shape} value={value} fault={fault} onAnswer={onAnswer} />;
  return (
    <fieldset className="group">
      <legend>{say.field(noun, name)}</legend>
      <Fields
        {...asked}
        shapes={shape.within}
        answers={(value ?? {}) as Answers}
        at={pointer}
        onChange={(change) => onAnswer({ ...(value as Answers), ...change })}
      />
    </fieldset>
  );
}

export function Fields({ shapes, answers, ...asked }: Asked) {
  const own = useQuestions(asked.questions ?? none);
  return (
    <div className="column">
      {shapes.map((shape) => (
        <Placed key={shape.name} {...asked} shape={shape} value={answers[shape.name]} own={own} />
      ))}
    </div>
  );
}
