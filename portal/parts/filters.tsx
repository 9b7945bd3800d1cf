// Filters, columns and export of a list; filters stand in the address, so that a link shows the same.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { Columns3 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Listed, Option } from '../capability.ts';
import { useMe } from '../session.ts';
import { useChangeSearch } from './address.ts';
import { Drop, type Opener } from './drop.tsx';
import { type Columns, nameOf } from './listing.ts';
import { useOffered } from './offering.ts';
import { useRegions } from './regions.ts';
import { useSay } from './say.ts';
import { type Shape, shapesOf } from './shape.ts';

type Filtered = { noun: Listed; filters: Readonly<Record<string, string>> };
const typingMilliseconds = 300;

type Typed = { label: string; value: string; type?: 'search'; onType: (text: string) => void };
function TypedFilter({ label, value, type, onType }: Typed) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onType(typed), typingMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, value, onType]);
  return (
    <TextInput
      size="sm"
      label={label}
      value={typed}
      {...(type && { type })}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

const dayOf = (instant: string | undefined): string => (instant ?? '').slice(0, 10);
const instantOf = (day: string): string | undefined => (day ? `${day}T00:00:00.000Z` : undefined);

/** The words of a filter by the kind of its field: choices, countries by name, a day, or text. */
type Worded = { noun: Listed; shape: Shape; offered: readonly Option[] | undefined };
/** The values that can be chosen, each by its name. */
function useWords({ noun, shape: { name, kind, choices }, offered }: Worded): readonly Option[] {
  const say = useSay();
  const regions = useRegions();
  if (offered) return offered;
  if (kind === 'country') return regions;
  const word = (one: string) =>
    name === 'status'
      ? say.status(noun.name, one)
      : say.first([`value.${noun.name}.${name}.${one}`, `value.${name}.${one}`, `${name}.${one}`, `value.${one}`]);
  return (kind === 'truth' ? ['true', 'false'] : choices).map((one) => ({ value: one, label: word(one) }));
}

type Filtering = Worded & { value: string | undefined };
function Filter({ noun, shape, value, offered }: Filtering) {
  const say = useSay();
  const change = useChangeSearch();
  const me = useMe();
  const { name, kind } = shape;
  const set = useCallback((next: string | undefined) => change({ [name]: next }), [change, name]);
  const type = useCallback((text: string) => set(text.trim() || undefined), [set]);
  const label = say.field(noun.name, name);
  const listed = useWords({ noun, shape, offered });
  if (kind === 'instant') {
    const pick = (day: string) => set(instantOf(day));
    return (
      <TextInput
        size="sm"
        type="date"
        label={label}
        value={dayOf(value)}
        onChange={(e) => pick(e.currentTarget.value)}
      />
    );
  }
  if (!offered && (kind === 'text' || kind === 'number'))
    return <TypedFilter label={label} value={value ?? ''} onType={type} />;
  const isAlwaysSet = noun.defaults?.(me)[name] !== undefined;
  const data = isAlwaysSet ? [...listed] : [{ value: '', label: say('portal.all') }, ...listed];
  return (
    <NativeSelect
      size="sm"
      label={label}
      value={value ?? ''}
      data={data}
      onChange={(event) => set(event.currentTarget.value || undefined)}
    />
  );
}

export function Filters({ noun, filters }: Filtered) {
  const say = useSay();
  const change = useChangeSearch();
  const find = useCallback((text: string) => change({ search: text || undefined }), [change]);
  const { offered } = useOffered({ operation: noun.list, choices: noun.filterChoices ?? {} }, undefined);
  const all = shapesOf(noun.list.query);
  const known = (noun.filters ?? []).flatMap((name) => all.filter((shape) => shape.name === name));
  // What there is nothing to choose from is not asked.
  const shapes = known.filter(({ name }) => !noun.filterChoices?.[name] || (offered[name]?.length ?? 0) > 0);
  return (
    <>
      {noun.isSearchable && (
        <TypedFilter label={say('portal.search')} type="search" value={filters.search ?? ''} onType={find} />
      )}
      {shapes.map((shape) => (
        <Filter key={shape.name} noun={noun} shape={shape} value={filters[shape.name]} offered={offered[shape.name]} />
      ))}
    </>
  );
}

type Choice = Columns & { noun: Listed };
export function ColumnChoice({ noun, all, shown, toggle }: Choice) {
  const say = useSay();
  const button = (opener: Opener) => (
    <Button {...opener} variant="default" size="sm" leftSection={<Columns3 size={16} aria-hidden />}>
      {say('portal.columns')}
    </Button>
  );
  const panel = () => (
    <fieldset className="drop-list">
      <legend className="only-heard">{say('portal.columns')}</legend>
      {all.map(nameOf).map((name) => (
        <Checkbox
          key={name}
          className="drop-item"
          label={say.field(noun.name, name)}
          checked={shown.some((column) => nameOf(column) === name)}
          onChange={() => toggle(name)}
        />
      ))}
    </fieldset>
  );
  return <Drop button={button} panel={panel} />;
}
