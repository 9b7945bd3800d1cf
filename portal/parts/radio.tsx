// One of a few choices, each with a sentence that says what it means.
import { useId } from 'react';

export type RadioChoice = { value: string; label: string; about: string };
type Given = { legend: string; value: string; choices: readonly RadioChoice[]; onChoose: (value: string) => void };

export function Radio({ legend, value, choices, onChoose }: Given) {
  const name = useId();
  return (
    <fieldset className="radio">
      <legend>{legend}</legend>
      {choices.map((one) => (
        <label key={one.value} className="radio-choice">
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            onChange={() => onChoose(one.value)}
          />
          <span>
            <strong>{one.label}</strong>
            <span className="second-line">{one.about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
