// How a domain is proven: the record for its DNS, looking for it, and in the workbench a button that writes it there.
import { Button } from '@mantine/core';
import { useStanding } from '../session.ts';
import { Copy } from './copy.tsx';
import { useSay } from './say.ts';
import { Trouble } from './trouble.tsx';

type TextRecord = { domain: string; recordName: string; recordValue: string };
type Given = { record: TextRecord; verb: string; isBusy: boolean; error: unknown; onProve: () => void };

/** In the workbench the record is put into its own directory of names instead of the real one. */
async function putRecord({ recordName: name, recordValue: value }: TextRecord): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch('/workbench/dns', { method: 'POST', headers, body: JSON.stringify({ name, value }) });
}

export function DomainProof({ record, verb, isBusy, error, onProve }: Given) {
  const say = useSay();
  const { personas } = useStanding();
  return (
    <>
      <p>{say('signups.prove', { domain: record.domain })}</p>
      <dl className="column tight">
        {(['recordName', 'recordValue'] as const).map((name) => (
          <div key={name}>
            <dt>{say(`field.signup.${name}`)}</dt>
            <dd className="row">
              <code className="secret">{record[name]}</code>
              <Copy text={record[name]} label={say('portal.copy')} />
            </dd>
          </div>
        ))}
      </dl>
      <Trouble error={error} />
      <div className="row">
        <Button loading={isBusy} onClick={onProve}>
          {verb}
        </Button>
        {personas && (
          <Button variant="default" onClick={() => void putRecord(record).then(onProve)}>
            {say('signups.prove.workbench')}
          </Button>
        )}
      </div>
    </>
  );
}
