// One question of a form, made from the contract: its kind chooses the input, its name the words.
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Option } from '../capability.ts';
import { useRegions } from './regions.ts';
import { useSay } from './say.ts';
import type { Shape } from './shape.ts';

export type Answers = Readonly<Record<string, unknown>>;
type Asked = {
  noun: string;
  shape: Shape;
  value: unknown;
  /** What the server said of this field. */
  fault?: string | undefined;
  /** The possible answers, where the contract does not list them. */
  offered?: readonly Option[] | undefined;
  onAnswer: (value: unknown) => void;
};
type Named = { label: string; name: string; error: string | undefined; required: boolean; description?: string };

function useOptions({ noun, shape, offered }: Pick<Asked, 'noun' | 'shape' | 'offered'>): readonly Option[] {
  const say = useSay();
  const countries = useRegions(shape.kind === 'country' ? offered?.map(({ value }) => value) : undefined);
  if (shape.kind === 'country') return countries;
  const choices = shape.kind === 'several' ? shape.within[0]!.choices : shape.choices;
  return offered ?? choices.map((value) => ({ value, label: say.value(noun, shape.name, value) }));
}

const autoComplete: Record<string, string> = { email: 'email', givenName: 'given-name', familyName: 'family-name' };
const inputType = { email: 'email', number: 'number', instant: 'datetime-local' } as const;

/** What the browser's input for date and time holds, in local time, of an instant, and back. */
const localOf = (instant: string): string => {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const read = (kind: string, text: string): unknown => {
  if (text === '') return undefined;
  if (kind === 'number') return Number(text);
  return kind === 'instant' ? new Date(text).toISOString() : text;
};
const written = (kind: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  return kind === 'instant' ? localOf(String(value)) : String(value);
};

type Many = { named: Named; value: unknown; options: readonly Option[]; onAnswer: (value: unknown) => void };
function Ticks({ named, value, options, onAnswer }: Many) {
  const chosen = (value ?? []) as readonly string[];
  const turned = (one: string) => (chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one]);
  return (
    <fieldset className="ticks">
      <legend>{named.label}</legend>
      {named.description && <p className="small dimmed">{named.description}</p>}
      {options.map((one) => (
        <Checkbox
          key={one.value}
          label={one.label}
          description={one.about}
          checked={chosen.includes(one.value)}
          onChange={() => onAnswer(turned(one.value))}
        />
      ))}
      {named.error && <p className="fault">{named.error}</p>}
    </fieldset>
  );
}

/** One in each line. */
const Lines = ({ named, value, onAnswer }: Omit<Many, 'options'>) => (
  <Textarea
    {...named}
    rows={3}
    value={((value ?? []) as readonly string[]).join('\n')}
    onChange={({ currentTarget: { value: text } }) => onAnswer(text === '' ? undefined : text.split('\n'))}
  />
);

function Typed({ named, shape, value, onAnswer }: Pick<Asked, 'shape' | 'value' | 'onAnswer'> & { named: Named }) {
  const { kind, lengthMax } = shape;
  const text = { ...named, value: written(kind, value), maxLength: lengthMax };
  const typed = ({ currentTarget }: { currentTarget: { value: string } }) => onAnswer(read(kind, currentTarget.value));
  if (kind === 'longText') return <Textarea {...text} autosize={false} rows={6} onChange={typed} />;
  const type = kind in inputType ? inputType[kind as keyof typeof inputType] : 'text';
  return <TextInput {...text} type={type} autoComplete={autoComplete[shape.name] ?? 'off'} onChange={typed} />;
}

export function Field({ noun, shape, value, fault, offered, onAnswer }: Asked): ReactNode {
  const say = useSay();
  const options = useOptions({ noun, shape, offered });
  const hint = `field.${noun}.${shape.name}.hint`;
  const { kind, name, isRequired: required } = shape;
  const about = say.knows(hint) && { description: say(hint) };
  const named = { label: say.field(noun, name), name, error: fault, required, ...about };
  if (kind === 'truth') {
    const tick = ({ currentTarget: { checked } }: { currentTarget: { checked: boolean } }) => onAnswer(checked);
    return <Checkbox {...named} required={false} checked={value === true} onChange={tick} />;
  }
  if (kind === 'several') {
    const many = { named, value, onAnswer };
    return options.length > 0 ? <Ticks {...many} options={options} /> : <Lines {...many} />;
  }
  if (kind === 'choice' || kind === 'country' || offered) {
    const first = { value: '', label: say(required ? 'portal.choose' : 'portal.none') };
    const data = [first, ...options.map(({ value: one, label }) => ({ value: one, label }))];
    const chosen = written(kind, value);
    return (
      <NativeSelect {...named} value={chosen} data={data} onChange={(e) => onAnswer(read('', e.currentTarget.value))} />
    );
  }
  return <Typed named={named} shape={shape} value={value} onAnswer={onAnswer} />;
}
