// Cuts the bytes of a comma-separated file into records and fields (RFC 4180), without copying them.
import { passPlain, passQuoted, type QuickBytes, quickBytes } from './quick-bytes.ts';

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const scanBytes = 256 * 1024;
const fieldsKept = 512;

const endsField = new Uint8Array(256);
for (const byte of [quote, comma, lineFeed, carriageReturn]) endsField[byte] = 1;

/** Answers of the scan: the block ended inside a record, or a quote was never closed. */
type Cut = 'block_ended' | 'quote_unclosed';

/**
 * Holds one block at a time. `add` until it is full, then `next` until it says no, and again.
 * After `next`, `bytes`, `starts`, `ends`, `count` and `line` tell the record until the following call.
 */
export class RecordSplitter {
  readonly block: QuickBytes;
  readonly bytes: Buffer;
  readonly starts = new Int32Array(fieldsKept);
  readonly ends = new Int32Array(fieldsKept);
  count = 0;
  /** Where the record begins, counted from 1, as editors do. */
  line = 1;
  hasMisplacedQuote = false;
  isLastBlock = false;
  private length = 0;
  private position = 0;
  private nextLine = 1;
  private isAfterReturn = false;
  private fieldStart = 0;
  private fieldEnd = 0;
  private newLines = 0;
  private cut: Cut = 'block_ended';

  constructor(recordBytesMax: number) {
    this.block = quickBytes(scanBytes + recordBytesMax);
    this.bytes = this.block.bytes;
  }

  /** Takes what fits and answers how many bytes it took. */
  add(chunk: Uint8Array, offset: number): number {
    if (this.position > 0) {
      this.bytes.copyWithin(0, this.position, this.length);
      this.length -= this.position;
      this.position = 0;
    }
    const taken = Math.min(chunk.length - offset, this.bytes.length - this.length);
    this.bytes.set(chunk.subarray(offset, offset + taken), this.length);
    this.length += taken;
    return taken;
  }

  get isFull(): boolean {
    return this.length === this.bytes.length;
  }

  get bytesLeft(): number {
    return this.length - this.position;
  }

  get isUnclosed(): boolean {
    return this.isLastBlock && this.cut === 'quote_unclosed' && this.bytesLeft > 0;
  }

  get lineAhead(): number {
    return this.nextLine;
  }

  skip(bytes: number): void {
    this.position += bytes;
  }

  startsWith(...prefix: number[]): boolean {
    return this.bytesLeft >= prefix.length && prefix.every((byte, index) => this.bytes[this.position + index] === byte);
  }

  /** Finds the next record that is not a blank line; false if the block ends before the record does. */
  next(): boolean {
    for (;;) {
      this.skipRestOfLineEnd();
      if (this.position >= this.length) return false;
      const start = this.position;
      const end = this.scan(start);
      if (end < 0) return false;
      this.line = this.nextLine;
      this.finish(end);
      if (this.count > 1 || end > start) return true;
    }
  }

  /** How many bytes the record takes that `next` found. */
  get recordBytes(): number {
    return this.position - (this.starts[0] ?? 0);
  }

  private skipRestOfLineEnd(): void {
    if (!this.isAfterReturn || this.position >= this.length) return;
    if (this.bytes[this.position] === lineFeed) this.position += 1;
    this.isAfterReturn = false;
  }

  private finish(end: number): void {
    this.nextLine += this.newLines + (end < this.length ? 1 : 0);
    this.isAfterReturn = end < this.length && this.bytes[end] === carriageReturn;
    this.position = Math.min(end + 1, this.length);
  }

  /** Answers where the record's line end stands, or -1. */
  private scan(start: number): number {
    const { bytes, length, starts, ends } = this;
    this.newLines = 0;
    this.hasMisplacedQuote = false;
    this.cut = 'block_ended';
    let count = 0;
    let position = start;
    for (;;) {
      if (bytes[position] === quote && position < length) {
        position = this.quotedField(position);
        if (position < 0) return -1;
      } else {
        this.fieldStart = position;
        position = this.endOfPlainField(position);
        this.fieldEnd = position;
      }
      if (position >= length && !this.isLastBlock) return -1;
      if (count < fieldsKept) {
        starts[count] = this.fieldStart;
        ends[count] = this.fieldEnd;
      }
      count += 1;
      if (position < length && bytes[position] === comma) position += 1;
      else break;
    }
    this.count = count;
    return position;
  }

  private endOfPlainField(start: number): number {
    const { bytes, length } = this;
    let position = start;
    for (;;) {
      position = passPlain(this.block, position, length);
      if (position >= length) return length;
      if (bytes[position] === quote) this.hasMisplacedQuote = true;
      else if (endsField[bytes[position]!] === 1) return position;
      position += 1;
    }
  }

  /** Answers where the field's comma or line end stands, or -1 if the block ends inside the quotes. */
  private quotedField(start: number): number {
    const { bytes, length } = this;
    let position = start + 1;
    for (;;) {
      position = passQuoted(this.block, position, length);
      if (position >= length) {
        this.cut = 'quote_unclosed';
        return -1;
      }
      const byte = bytes[position];
      const isNextQuote = position + 1 < length && bytes[position + 1] === quote;
      if (byte === quote && !isNextQuote) break;
      if (byte === lineFeed || (byte === carriageReturn && bytes[position + 1] !== lineFeed)) this.newLines += 1;
      position += byte === quote ? 2 : 1;
    }
    this.fieldStart = start + 1;
    this.fieldEnd = position;
    return this.endAfterQuote(position + 1);
  }

  private endAfterQuote(start: number): number {
    const { bytes, length } = this;
    let position = start;
    while (position < length && bytes[position] === space) position += 1;
    if (position >= length || (endsField[bytes[position]!] === 1 && bytes[position] !== quote)) return position;
    this.hasMisplacedQuote = true;
    return this.endOfPlainField(position);
  }
}
