// A form made from the body of a command: groups become field sets, and what the server faults is said at its field.
import { Skeleton } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Command, Option, Question } from '../capability.ts';
import { type Answers, Field } from './field.tsx';
import { useSay } from './say.ts';
import type { Shape } from './shape.ts';

export type Offered = Readonly<Record<string, readonly Option[]>>;
type Questions = NonNullable<Command['questions']>;
type Asked = {
  noun: string;
  shapes: readonly Shape[];
  answers: Answers;
  problem?: Problem | undefined;
  /** Where this group lies in the body. */
  at?: string;
  offered?: Offered | undefined;
  questions?: Questions | undefined;
  onChange: (change: Answers) => void;
};

export const pointedAt = (problem: Problem | undefined, pointer: string): string | undefined =>
  problem?.errors?.find((one) => one.pointer === pointer)?.detail;

/** Where these fields show what the server faults. */
export const pointersOf = (shapes: readonly Shape[], at = ''): readonly string[] =>
  shapes.flatMap(({ kind, name, within }) =>
    kind === 'group' ? pointersOf(within, `${at}/${name}`) : [`${at}/${name}`],
  );

const isBlank = (answers: Answers): boolean => Object.values(answers).every((one) => one === undefined || one === null);
/** What is left out as a whole asks for nothing; once begun, its parts are needed. */
const eased = (shapes: readonly Shape[]) => shapes.map((shape) => ({ ...shape, isRequired: false }));

function Group({ shape, value, ...rest }: Omit<Asked, 'shapes' | 'answers'> & { shape: Shape; value: Answers }) {
  const say = useSay();
  const isLeftOut = !shape.isRequired && isBlank(value);
  const change = (part: Answers) => {
    const next = { ...value, ...part };
    rest.onChange({ [shape.name]: !shape.isRequired && isBlank(next) ? undefined : next });
  };
  return (
    <fieldset className="group">
      <legend>{say.field(rest.noun, shape.name)}</legend>
      <Fields
        {...rest}
        shapes={isLeftOut ? eased(shape.within) : shape.within}
        answers={value}
        onChange={change}
        offered={undefined}
        questions={undefined}
      />
    </fieldset>
  );
}

type Load = Questions[string];
const loaded = new Map<Load, ComponentType<Question>>();
function ownOf(load: Load): ComponentType<Question> {
  const own = loaded.get(load) ?? lazy(load);
  loaded.set(load, own);
  return own;
}

function Own({ load, ...asked }: Question & { load: Load }) {
  const Asking = ownOf(load);
  return (
    <Suspense fallback={<Skeleton height={60} />}>
      <Asking {...asked} />
    </Suspense>
  );
}

export function Fields({ noun, shapes, answers, problem, at = '', offered, questions, onChange }: Asked) {
  const say = useSay();
  return (
    <div className="column">
      {shapes.map((shape) => {
        const pointer = `${at}/${shape.name}`;
        const value = answers[shape.name];
        if (shape.kind === 'group') {
          const group = { noun, shape, problem, value: (value ?? {}) as Answers, at: pointer, onChange };
          return <Group key={shape.name} {...group} />;
        }
        const onAnswer = (answer: unknown) => onChange({ [shape.name]: answer });
        const asked = { value, fault: pointedAt(problem, pointer), onAnswer };
        const load = questions?.[shape.name];
        if (load) return <Own key={shape.name} {...asked} label={say.field(noun, shape.name)} load={load} />;
        return <Field key={shape.name} {...asked} noun={noun} shape={shape} offered={offered?.[shape.name]} />;
      })}
    </div>
  );
}
