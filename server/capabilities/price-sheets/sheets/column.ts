// One column of a sheet: reads its field of each record, and remembers what it read, since columns repeat themselves.
import { hashOf, type QuickBytes, quickBytes } from './quick-bytes.ts';
import type { RowErrorCode } from './rows.ts';
import type { RecordSplitter } from './splitter.ts';

export type Parsed<T> =
  | { readonly value: T; readonly flaw: null }
  | { readonly value: undefined; readonly flaw: RowErrorCode };
export type Parser<T> = (text: string) => Parsed<T>;
/** Reads the usual writing straight from the bytes; undefined leaves the field to the parser. */
export type QuickParser<T> = (bytes: Uint8Array, start: number, end: number) => T | undefined;

export const read = <T>(value: T): Parsed<T> => ({ value, flaw: null });
export const flawed = (flaw: RowErrorCode): Parsed<never> => ({ value: undefined, flaw });

/** 2048 remembered fields of up to 128 bytes: 256 KiB a column; longer fields are read anew. */
const slotCount = 2048;
const slotBytes = 128;
const valueShownMax = 60;

type ColumnUse<T> = {
  readonly required?: boolean;
  readonly identifies?: boolean;
  /** For columns that seldom repeat a value, which are not worth remembering. */
  readonly quick?: QuickParser<T>;
};
type Remembered<T> = { readonly parsed: Parsed<T>; readonly ordinal: number };

export class Column<T> {
  readonly name: string;
  readonly isRequired: boolean;
  private readonly parser: Parser<T>;
  private position = -1;
  private current: Remembered<T>;
  private slot = -1;
  private fields: (Remembered<T> | undefined)[] = [];
  private memory = quickBytes(0);
  private readonly quick: QuickParser<T> | null;
  private fieldLengths = new Int16Array(0);
  private readonly ordinals: Map<unknown, number> | null;

  constructor(name: string, parser: Parser<T>, use: ColumnUse<T> = {}) {
    this.name = name;
    this.parser = parser;
    this.isRequired = use.required ?? false;
    this.ordinals = use.identifies ? new Map() : null;
    this.quick = use.quick ?? null;
    this.current = this.remembered('');
  }

  /** Where the header has it; -1 where the sheet lacks it, and every row reads as empty. */
  placeAt(position: number): void {
    this.position = position;
    if (position < 0 || this.quick) return;
    this.memory = quickBytes(slotCount * slotBytes);
    this.fieldLengths = new Int16Array(slotCount);
    this.fields = new Array(slotCount).fill(undefined);
  }

  /** Only to be asked while `flaw` is null. */
  get value(): T {
    return this.current.parsed.value as T;
  }

  get flaw(): RowErrorCode | null {
    return this.current.parsed.flaw;
  }

  /** The same number for the same value, however it is written; -1 unless the column identifies. */
  get ordinal(): number {
    return this.current.ordinal;
  }

  /** Reads the field of the record that the splitter has found. */
  load(record: RecordSplitter): void {
    if (this.position < 0) return;
    const { block, bytes } = record;
    const start = record.starts[this.position]!;
    const length = record.ends[this.position]! - start;
    if (this.quick) {
      const value = this.quick(bytes, start, start + length);
      this.current =
        value === undefined
          ? this.remembered(decoded(bytes, start, start + length))
          : { parsed: read(value), ordinal: -1 };
      return;
    }
    if (length > slotBytes) {
      this.slot = -1;
      this.current = this.remembered(decoded(bytes, start, start + length));
      return;
    }
    if (this.slot >= 0 && this.holds(block, start, length)) return;
    this.slot = hashOf(block, start, length) & (slotCount - 1);
    const known = this.fields[this.slot];
    if (known && this.holds(block, start, length)) {
      this.current = known;
      return;
    }
    this.current = this.remembered(decoded(bytes, start, start + length));
    this.keep(block, start, length);
  }

  /** What stands in the record's field, shortened for a report. */
  shown(record: RecordSplitter): string {
    if (this.position < 0) return '';
    const text = decoded(record.bytes, record.starts[this.position]!, record.ends[this.position]!);
    return text.length > valueShownMax ? `${text.slice(0, valueShownMax)}…` : text;
  }

  private remembered(text: string): Remembered<T> {
    const parsed = this.parsedText(text);
    if (this.ordinals === null || parsed.flaw !== null) return { parsed, ordinal: -1 };
    const key = identityOf(parsed.value);
    const ordinal = this.ordinals.get(key) ?? this.ordinals.size;
    this.ordinals.set(key, ordinal);
    return { parsed, ordinal };
  }

  private parsedText(text: string): Parsed<T> {
    if (text.includes('\ufffd')) return flawed('not_utf8');
    if (text.includes('\0')) return flawed('character_forbidden');
    return this.parser(text.trim());
  }

  private keep({ view }: QuickBytes, start: number, length: number): void {
    const at = this.slot * slotBytes;
    const whole = length & ~3;
    const known = this.memory.view;
    for (let index = 0; index < whole; index += 4) known.setInt32(at + index, view.getInt32(start + index, true), true);
    for (let index = whole; index < length; index += 1) known.setUint8(at + index, view.getUint8(start + index));
    this.fieldLengths[this.slot] = length;
    this.fields[this.slot] = this.current;
  }

  /** Whether the remembered field of the slot is the same, byte for byte; four at a time, the last overlapping. */
  private holds({ bytes, view }: QuickBytes, start: number, length: number): boolean {
    if (this.fieldLengths[this.slot] !== length) return false;
    const { bytes: knownBytes, view: known } = this.memory;
    const at = this.slot * slotBytes;
    if (length < 4) {
      for (let index = 0; index < length; index += 1) if (knownBytes[at + index] !== bytes[start + index]) return false;
      return true;
    }
    const last = length - 4;
    for (let index = 0; index < last; index += 4) {
      if (known.getInt32(at + index, true) !== view.getInt32(start + index, true)) return false;
    }
    return known.getInt32(at + last, true) === view.getInt32(start + last, true);
  }
}

/** A doubled quote inside quotes stands for one; the splitter lets no other quote through. */
export function decoded(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  return text.includes('"') ? text.replaceAll('""', '"') : text;
}

function identityOf(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return Array.isArray(value) ? value.join(';') : value;
}
