// How imports and qualifications lie in their tables, and the queries about them that are not the platform's.

import sql from 'sql-template-tag';
import { among } from '../../../platform/database/among.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Row } from '../../../platform/world/world.ts';
import type { ImportResult, PinnedOffers, PriceImport, Qualification, QualificationKind } from '../state.ts';

type ImportRow = Pick<PriceImport, 'id' | 'version' | 'status' | 'name' | 'list' | 'missing' | 'attempt'> & {
  effective_from: Date | null;
  result: (Omit<ImportResult, 'takesEffectAt'> & { takesEffectAt: string }) | null;
  created_by: string;
  created_at: Date;
  applied_at: Date | null;
};
export const importFromRow = (row: ImportRow): PriceImport => {
  const { id, version, status, name, list, missing, attempt, result } = row;
  return {
    ...{ id, version, status, name, list, missing, attempt },
    effectiveFrom: row.effective_from,
    result: result && { ...result, takesEffectAt: new Date(result.takesEffectAt) },
    createdBy: row.created_by,
    createdAt: row.created_at,
    appliedAt: row.applied_at,
  };
};
export const importToRow = ({ effectiveFrom, result, createdBy, createdAt, appliedAt, ...same }: PriceImport): Row => ({
  ...same,
  effective_from: effectiveFrom,
  result: result && JSON.stringify(result),
  created_by: createdBy,
  created_at: createdAt,
  applied_at: appliedAt,
});

type QualificationRow = Pick<Qualification, 'id' | 'version' | 'status' | 'kind' | 'evidence' | 'note'> & {
  partner_id: string | null;
  customer_id: string;
  applied_by: string;
  applied_at: Date;
  decided_at: Date | null;
};
export const qualificationFromRow = (row: QualificationRow): Qualification => {
  const { id, version, status, kind, evidence, note } = row;
  const between = { partner: row.partner_id, customer: row.customer_id };
  const when = { appliedBy: row.applied_by, appliedAt: row.applied_at, decidedAt: row.decided_at };
  return { id, version, status, kind, evidence, note, ...between, ...when };
};
export const qualificationToRow = (state: Qualification): Row => {
  const { partner, customer, evidence, appliedBy, appliedAt, decidedAt, ...same } = state;
  const when = { applied_by: appliedBy, applied_at: appliedAt, decided_at: decidedAt };
  return {
    ...same,
    partner_id: partner,
    customer_id: customer,
    evidence: evidence && JSON.stringify(evidence),
    ...when,
  };
};

type PinnedRow = Pick<PinnedOffers, 'id' | 'version' | 'status' | 'skus'> & { partner_id: string; changed_at: Date };
export const pinnedFromRow = ({ id, version, status, skus, ...row }: PinnedRow): PinnedOffers => ({
  ...{ id, version, status, skus },
  partner: row.partner_id,
  changedAt: row.changed_at,
});
export const pinnedToRow = ({ partner, changedAt, skus, ...same }: PinnedOffers): Row => ({
  ...same,
  skus: [...skus],
  partner_id: partner,
  changed_at: changedAt,
});
export async function findPinned(tx: Tx, partner: string): Promise<PinnedOffers | undefined> {
  const [row] = await tx.query<PinnedRow>(sql`select * from pinned_offers where partner_id = ${partner}`);
  return row && pinnedFromRow(row);
}

type Applied = { customer: string; kind: QualificationKind; partner: string | null };
export async function findQualification(tx: Tx, { customer, kind, partner }: Applied) {
  const [row] = await tx.query<QualificationRow>(
    sql`select * from qualifications
      where customer_id = ${customer} and kind = ${kind} and coalesce(partner_id, '') = ${partner ?? ''}`,
  );
  return row && qualificationFromRow(row);
}

/** What these organizations are qualified for now, whoever applied for it. */
export async function qualifiedFor(tx: Tx, organizations: readonly string[]) {
  return tx.query<{ organization: string; kind: QualificationKind; status: Qualification['status'] }>(
    sql`select customer_id as organization, kind, status from qualifications
      where customer_id ${among(organizations)}`,
  );
}

/** How many imports have been applied: a comparison made at another number is outdated. */
export async function editionOf(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ edition: number }>(
    sql`select count(*) as edition from price_imports where status = 'applied'`,
  );
  return row!.edition;
}

/** Whether this reading is still the one that is to be compared. */
export async function isComparedNow(tx: Tx, { id, attempt }: Pick<PriceImport, 'id' | 'attempt'>): Promise<boolean> {
  const found = await tx.query(
    sql`select id from price_imports
      where id = ${id} and attempt = ${attempt} and status in ('uploading', 'comparing')`,
  );
  return found.length > 0;
}

/** Whether the rows that were staged are still there: a crash of the database empties their tables. */
export async function isHeld(tx: Tx, table: string, rows: number): Promise<boolean> {
  const [there] = await tx.query<{ known: boolean }>(sql`select to_regclass(${table}) is not null as known`);
  if (!there!.known) return false;
  const [counted] = await tx.query<{ rows: number }>({
    text: `select count(*) as rows from ${table}`,
    values: [],
    script: true,
  });
  return counted!.rows === rows;
}
