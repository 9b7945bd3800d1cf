// A new import: the sheet, which list it belongs to and from when it holds; then it is sent and compared.
import { Button, FileInput, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { createPriceImport } from '../../../contract/price-sheets.ts';
import { problemOf } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import { pointedAt } from '../../parts/form.tsx';
import { Head } from '../../parts/head.tsx';
import { Radio } from '../../parts/radio.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { send } from './sending.ts';

type Typed = { name: string; list: string; missing: string; effectiveFrom: string };
const begun: Typed = { name: '', list: 'licence', missing: 'end', effectiveFrom: '' };
const lists = ['licence', 'usage', 'software', 'reservation'];

/** What is typed is local; what is sent is UTC. */
const bodyOf = ({ effectiveFrom, name, ...same }: Typed, file: File | null) => ({
  ...same,
  name: name.trim() || file?.name.slice(0, 120) || '',
  ...(effectiveFrom && { effectiveFrom: new Date(effectiveFrom).toISOString() }),
});

type Part = { typed: Typed; onType: (next: Partial<Typed>) => void };
function Which({ typed, onType }: Part) {
  const say = useSay();
  const choices = (of: 'list' | 'missing', values: readonly string[]) =>
    values.map((value) => ({
      value,
      label: say.value('priceImport', of, value),
      about: say(`catalog.import.${of}.${value}`),
    }));
  return (
    <>
      <Radio
        legend={say.field('priceImport', 'list')}
        value={typed.list}
        choices={choices('list', lists)}
        onChoose={(list) => onType({ list })}
      />
      <Radio
        legend={say.field('priceImport', 'missing')}
        value={typed.missing}
        choices={choices('missing', ['end', 'keep'])}
        onChoose={(missing) => onType({ missing })}
      />
      <TextInput
        className="narrow"
        type="datetime-local"
        label={say.field('priceImport', 'effectiveFrom')}
        description={say('catalog.import.effectiveFrom.hint')}
        value={typed.effectiveFrom}
        onChange={(event) => onType({ effectiveFrom: event.currentTarget.value })}
      />
    </>
  );
}

type Filed = Part & { file: File | null; fault: string | undefined; onFile: (file: File | null) => void };
function What({ typed, file, fault, onType, onFile }: Filed) {
  const say = useSay();
  return (
    <>
      <FileInput
        label={say('catalog.import.file')}
        placeholder={say('catalog.import.file.choose')}
        description={say('catalog.import.file.hint')}
        accept=".csv,.zip,text/csv,application/zip"
        value={file}
        required
        onChange={onFile}
      />
      <TextInput
        label={say.field('priceImport', 'name')}
        placeholder={file?.name}
        maxLength={120}
        value={typed.name}
        error={fault}
        onChange={(event) => onType({ name: event.currentTarget.value })}
      />
    </>
  );
}

export default function NewImport() {
  const say = useSay();
  const navigate = useNavigate();
  const [typed, change, forget] = useDraft<Typed>('priceImport', begun);
  const [file, setFile] = useState<File | null>(null);
  const onDone = ({ id }: Item) => {
    forget();
    if (file) send(id, file);
    void navigate({ to: `/price-imports/${id}` as never });
  };
  const { error, isBusy, confirm } = useCommanding({ operation: createPriceImport, onDone });
  const fault = pointedAt(problemOf(error), '/name');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm(bodyOf(typed, file));
  };
  return (
    <div className="column reading">
      <Head title={say('catalog.import.title')} />
      <p>{say('catalog.import.about')}</p>
      <form className="card column" onSubmit={submit}>
        <What typed={typed} file={file} fault={fault} onType={change} onFile={setFile} />
        <Which typed={typed} onType={change} />
        <Trouble error={error} onAgain={() => confirm(bodyOf(typed, file))} noun="priceImport" marked={['/name']} />
        <div className="row">
          <Button type="submit" disabled={!file} loading={isBusy}>
            {say('command.priceImport.upload')}
          </Button>
        </div>
      </form>
    </div>
  );
}
