// Filters, columns and export of a list; filters stand in the address, so that a link shows the same.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { Columns3 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Column, Noun } from '../capability.ts';
import { useChangeSearch } from './address.ts';
import { Drop, type Opener } from './drop.tsx';
import { nameOf } from './listing.ts';
import { useOffered } from './offering.ts';
import { useSay } from './say.ts';
import { shapesOf } from './shape.ts';

type Filtered = { noun: Noun; filters: Readonly<Record<string, string>> };
const typingMilliseconds = 300;

function SearchField({ value }: { value: string }) {
  const say = useSay();
  const change = useChangeSearch();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change({ search: typed || undefined }), typingMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, value, change]);
  return (
    <TextInput
      size="sm"
      type="search"
      label={say('portal.search')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

export function Filters({ noun, filters }: Filtered) {
  const say = useSay();
  const change = useChangeSearch();
  const { offered } = useOffered({ operation: noun.list, choices: noun.filterChoices ?? {} }, undefined);
  const known = shapesOf(noun.list.query).filter(({ name }) => noun.filters?.includes(name));
  // What there is nothing to choose from is not asked.
  const shapes = known.filter(({ name }) => !noun.filterChoices?.[name] || (offered[name]?.length ?? 0) > 0);
  return (
    <>
      {noun.isSearchable && <SearchField value={filters.search ?? ''} />}
      {shapes.map(({ name, kind, choices }) => {
        const words = kind === 'truth' ? ['true', 'false'] : choices;
        const word = (value: string) =>
          name === 'status'
            ? say.status(noun.name, value)
            : say.first([`value.${noun.name}.${name}.${value}`, `value.${value}`]);
        const all = { value: '', label: say('portal.all') };
        return (
          <NativeSelect
            key={name}
            size="sm"
            label={say.field(noun.name, name)}
            value={filters[name] ?? ''}
            data={[all, ...(offered[name] ?? words.map((value) => ({ value, label: word(value) })))]}
            onChange={(event) => change({ [name]: event.currentTarget.value || undefined })}
          />
        );
      })}
    </>
  );
}

type Choice = { noun: Noun; shown: readonly Column[]; toggle(name: string): void };
export function ColumnChoice({ noun, shown, toggle }: Choice) {
  const say = useSay();
  const button = (opener: Opener) => (
    <Button {...opener} variant="default" size="sm" leftSection={<Columns3 size={16} aria-hidden />}>
      {say('portal.columns')}
    </Button>
  );
  const panel = () => (
    <fieldset className="drop-list">
      <legend className="only-heard">{say('portal.columns')}</legend>
      {noun.columns.map(nameOf).map((name) => (
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
