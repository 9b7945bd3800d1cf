// Finds rows of one sheet that name the same price twice, or two prices for the same day, in little memory.
import { grown, Ordinals } from './ordinals.ts';
import type { RowErrorCode } from './rows.ts';

/** When and for how many a price holds; null means without end on that side. */
export type Span = {
  readonly from: Date | null;
  readonly until: Date | null;
  readonly min: number | null;
  readonly max: number | null;
  /** A row that withdraws a price holds none, so it overlaps nothing. */
  readonly isWithdrawal: boolean;
};
export type Conflict = { readonly code: RowErrorCode; readonly otherLine: number };

/** More prices than this for one SKU, market and plan are no price sheet; comparing them all would take too long. */
const pricesPerIdentityMax = 500;
const spanNumbers = 5;

export class Conflicts {
  private readonly identities: Ordinals;
  private readonly spans = new Ordinals(spanNumbers * 2);
  private readonly spanWords = new Uint32Array(spanNumbers * 2);
  private readonly spanNumbers = new Float64Array(this.spanWords.buffer);
  private readonly knownSpans: Span[] = [];
  private lastOfIdentity = new Uint32Array(1024);
  /** Three words for each row: its span, its line, and the earlier row of the same identity (0: none). */
  private rows = new Uint32Array(3 * 1024);
  private rowCount = 1;

  constructor(identityWidth: number) {
    this.identities = new Ordinals(identityWidth);
  }

  /** Notes the row, and answers the first earlier row that stands against it. */
  note(identity: Uint32Array, span: Span, line: number): Conflict | null {
    const ordinal = this.identities.of(identity);
    if (ordinal >= this.lastOfIdentity.length) this.lastOfIdentity = grown(this.lastOfIdentity);
    const earlier = this.lastOfIdentity[ordinal]!;
    const conflict = earlier === 0 ? null : this.against(earlier, span);
    if (conflict === null) this.lastOfIdentity[ordinal] = this.keep(this.ordinalOf(span), line, earlier);
    return conflict;
  }

  private against(latest: number, span: Span): Conflict | null {
    let compared = 0;
    for (let row = latest; row !== 0; row = this.rows[row * 3 + 2]!) {
      const other = this.knownSpans[this.rows[row * 3]!]!;
      const otherLine = this.rows[row * 3 + 1]!;
      if (isSame(span, other)) return { code: 'row_repeated', otherLine };
      if (overlaps(span, other)) return { code: 'validity_overlaps', otherLine };
      compared += 1;
      if (compared >= pricesPerIdentityMax) return { code: 'prices_too_many', otherLine };
    }
    return null;
  }

  private keep(span: number, line: number, earlier: number): number {
    const row = this.rowCount;
    if ((row + 1) * 3 > this.rows.length) this.rows = grown(this.rows);
    this.rows[row * 3] = span;
    this.rows[row * 3 + 1] = line;
    this.rows[row * 3 + 2] = earlier;
    this.rowCount += 1;
    return row;
  }

  private ordinalOf(span: Span): number {
    this.spanNumbers[0] = startOf(span);
    this.spanNumbers[1] = endOf(span);
    this.spanNumbers[2] = span.min ?? Number.NEGATIVE_INFINITY;
    this.spanNumbers[3] = span.max ?? Number.POSITIVE_INFINITY;
    this.spanNumbers[4] = span.isWithdrawal ? 1 : 0;
    const ordinal = this.spans.of(this.spanWords);
    if (ordinal === this.knownSpans.length) this.knownSpans.push(span);
    return ordinal;
  }
}

const startOf = (span: Span): number => span.from?.getTime() ?? Number.NEGATIVE_INFINITY;
const endOf = (span: Span): number => span.until?.getTime() ?? Number.POSITIVE_INFINITY;

const isSame = (one: Span, other: Span): boolean =>
  startOf(one) === startOf(other) && one.min === other.min && one.max === other.max;

function overlaps(one: Span, other: Span): boolean {
  if (one.isWithdrawal || other.isWithdrawal) return false;
  return startOf(one) < endOf(other) && startOf(other) < endOf(one) && tiersOverlap(one, other);
}

/** Ranges may share their border: some sheets write 1–100, 100–500, others 1–100, 101–500. */
function tiersOverlap(one: Span, other: Span): boolean {
  const [min, otherMin] = [one.min ?? 0, other.min ?? 0];
  if (min === otherMin) return true;
  const infinity = Number.POSITIVE_INFINITY;
  return min < (other.max ?? infinity) && otherMin < (one.max ?? infinity);
}
