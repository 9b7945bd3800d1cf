// One question of a form, made from the contract: its kind chooses the input, its name the words.
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
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
  onAnswer: (value: unknown) => void;
};

function useChoices({ noun, shape }: Pick<Asked, 'noun' | 'shape'>) {
  const say = useSay();
  const regions = useRegions();
  const first = { value: '', label: shape.isRequired ? say('portal.choose') : say('portal.none') };
  if (shape.kind !== 'country')
    return [first, ...shape.choices.map((value) => ({ value, label: say.value(noun, shape.name, value) }))];
  return [first, ...regions];
}

const autoComplete: Record<string, string> = { email: 'email', givenName: 'given-name', familyName: 'family-name' };
const inputType = { email: 'email', number: 'number', instant: 'datetime-local' } as const;

export function Field({ noun, shape, value, fault, onAnswer }: Asked) {
  const say = useSay();
  const choices = useChoices({ noun, shape });
  const hint = `field.${noun}.${shape.name}.hint`;
  const named = {
    label: say.field(noun, shape.name),
    name: shape.name,
    error: fault,
    required: shape.isRequired,
    ...(say.knows(hint) && { description: say(hint) }),
  };
  const { kind } = shape;
  if (kind === 'truth') {
    return (
      <Checkbox
        {...named}
        required={false}
        checked={value === true}
        onChange={(event) => onAnswer(event.currentTarget.checked)}
      />
    );
  }
  const typed = (text: string) => onAnswer(text === '' ? undefined : kind === 'number' ? Number(text) : text);
  const text = { ...named, value: value === undefined ? '' : String(value), maxLength: shape.lengthMax };
  if (kind === 'choice' || kind === 'country') {
    return <NativeSelect {...named} value={text.value} data={choices} onChange={(e) => typed(e.currentTarget.value)} />;
  }
  if (kind === 'longText')
    return <Textarea {...text} autosize={false} rows={6} onChange={(e) => typed(e.currentTarget.value)} />;
  const type = kind in inputType ? inputType[kind as keyof typeof inputType] : 'text';
  const complete = autoComplete[shape.name] ?? 'off';
  return <TextInput {...text} type={type} autoComplete={complete} onChange={(e) => typed(e.currentTarget.value)} />;
}
