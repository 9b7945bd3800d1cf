// The plain data that the portal carries says of each operation what the contract says, and holds no code.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../contract/list.ts';
import type { Operation } from '../../contract/operation.ts';
import { Cart } from '../../contract/orders.ts';
import { plainFiles } from '../../run/plain-contract.mjs';

const folder = fileURLToPath(new URL('../../contract', import.meta.url));
const inJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('The contract as the portal carries it', () => {
  let files: Record<string, string>;
  let exported: Record<string, unknown>[];
  beforeAll(async () => {
    files = await plainFiles(folder);
    const addresses = Object.values(files).map((code) => `data:text/javascript,${encodeURIComponent(code)}`);
    exported = await Promise.all(addresses.map((address) => import(/* @vite-ignore */ address)));
  });

  it('asks the same of each operation', () => {
    const kept = ({
      name,
      method,
      path,
      query,
      body,
      secondFactor,
      isIrreversible,
      needsFreshProof,
      takes,
      givesFile,
      exportedBy,
    }: Operation) => {
      const asked = { name, method, path, query, body, takes, givesFile, exportedBy };
      return inJson({ ...asked, secondFactor, isIrreversible, needsFreshProof });
    };
    const carried = exported
      .flatMap((file) => Object.values(file))
      .filter((one) => Object.hasOwn(one as object, 'method'));
    const byName = new Map((carried as Operation[]).map((one) => [one.name, one]));
    for (const operation of operations) expect(byName.get(operation.name)).toEqual(kept(operation));
  });
  it('names the same fields of a thing', () =>
    expect(exported.find((file) => 'Cart' in file)?.Cart).toEqual(inJson(Cart)));
  it('leaves the files alone that only do something', () => {
    expect(Object.keys(files)).not.toContain(join(folder, 'client.ts'));
    expect(Object.keys(files)).toContain(join(folder, 'orders.ts'));
  });
});
