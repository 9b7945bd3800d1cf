// Makes rows of records, or the errors that say why not, and hands them over in batches.
import { Conflicts } from './conflicts.ts';
import type { Batch, RowError, RowErrorCode, SheetRefusal } from './rows.ts';
import type { Shape } from './shape.ts';
import type { RecordSplitter } from './splitter.ts';

export class RowReader<Row> {
  readonly splitter: RecordSplitter;
  private readonly shape: Shape<Row>;
  private readonly fieldCount: number;
  private readonly conflicts: Conflicts;
  private readonly identity: Uint32Array;
  private rows: Row[] = [];
  private errors: RowError[] = [];
  errorCount = 0;

  constructor(shape: Shape<Row>, splitter: RecordSplitter, fieldCount: number) {
    this.shape = shape;
    this.splitter = splitter;
    this.fieldCount = fieldCount;
    this.conflicts = new Conflicts(shape.identity.length);
    this.identity = new Uint32Array(shape.identity.length);
  }

  get size(): number {
    return this.rows.length + this.errors.length;
  }

  /** Reads the record on which the splitter stands. */
  read(): void {
    const { splitter, fieldCount } = this;
    if (splitter.hasMisplacedQuote) this.report('', 'quote_misplaced');
    else if (splitter.count < fieldCount) this.reportCount('fields_missing');
    else if (splitter.count > fieldCount) this.reportCount('fields_extra');
    else this.readColumns();
  }

  /** What has been read since the last time. */
  take(refusal: SheetRefusal | null): Batch<Row> {
    const batch = { rows: this.rows, errors: this.errors, refusal };
    this.rows = [];
    this.errors = [];
    return batch;
  }

  private readColumns(): void {
    const { splitter, shape } = this;
    const errorsBefore = this.errorCount;
    for (const column of shape.columns) {
      column.load(splitter);
      if (column.flaw !== null) this.report(column.name, column.flaw, column.shown(splitter));
    }
    if (this.errorCount > errorsBefore) return;
    const row = shape.row(splitter.line);
    const flaw = shape.crossFlaw(row);
    if (flaw) this.report(flaw.column, flaw.code, this.shown(flaw.column));
    else this.keepUnlessConflicting(row);
  }

  private keepUnlessConflicting(row: Row): void {
    const { shape, identity, splitter } = this;
    for (let index = 0; index < identity.length; index += 1) identity[index] = shape.identity[index]!.ordinal;
    const conflict = this.conflicts.note(identity, shape.span(row), splitter.line);
    if (conflict === null) {
      this.rows.push(row);
      return;
    }
    const value = shape.identity.map((column) => column.shown(splitter)).join(' ');
    this.errors.push({ line: splitter.line, column: '', code: conflict.code, value, otherLine: conflict.otherLine });
    this.errorCount += 1;
  }

  private reportCount(code: RowErrorCode): void {
    this.report('', code, `${this.splitter.count} / ${this.fieldCount}`);
  }

  private report(column: string, code: RowErrorCode, value = ''): void {
    this.errors.push({ line: this.splitter.line, column, code, value, otherLine: null });
    this.errorCount += 1;
  }

  private shown(name: string): string {
    return this.shape.columns.find((column) => column.name === name)?.shown(this.splitter) ?? '';
  }
}
