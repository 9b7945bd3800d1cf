// A form made from the body of a command: groups become field sets, and what the server faults is said at its field.
import type { Problem } from '../../contract/problem.ts';
import { type Answers, Field } from './field.tsx';
import { useSay } from './say.ts';
import type { Shape } from './shape.ts';

type Asked = {
  noun: string;
  shapes: readonly Shape[];
  answers: Answers;
  problem?: Problem | undefined;
  /** Where this group lies in the body. */
  at?: string;
  onChange: (change: Answers) => void;
};

export const pointedAt = (problem: Problem | undefined, pointer: string): string | undefined =>
  problem?.errors?.find((one) => one.pointer === pointer)?.detail;

export function Fields({ noun, shapes, answers, problem, at = '', onChange }: Asked) {
  const say = useSay();
  return (
    <div className="column">
      {shapes.map((shape) => {
        const pointer = `${at}/${shape.name}`;
        const value = answers[shape.name];
        if (shape.kind === 'group') {
          return (
            <fieldset key={shape.name} className="group">
              <legend>{say.field(noun, shape.name)}</legend>
              <Fields
                noun={noun}
                shapes={shape.within}
                answers={(value ?? {}) as Answers}
                problem={problem}
                at={pointer}
                onChange={(change) => onChange({ [shape.name]: { ...(value as Answers), ...change } })}
              />
            </fieldset>
          );
        }
        return (
          <Field
            key={shape.name}
            noun={noun}
            shape={shape}
            value={value}
            fault={pointedAt(problem, pointer)}
            onAnswer={(answer) => onChange({ [shape.name]: answer })}
          />
        );
      })}
    </div>
  );
}
