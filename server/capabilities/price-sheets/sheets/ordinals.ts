// Numbers groups of whole numbers in the order in which they first come, in a few bytes for each.
const emptySlot = -1;

export class Ordinals {
  private readonly width: number;
  private words: Uint32Array<ArrayBuffer>;
  private slots: Int32Array<ArrayBuffer>;
  size = 0;

  constructor(width: number) {
    this.width = width;
    this.words = new Uint32Array(1024 * width);
    this.slots = new Int32Array(2048).fill(emptySlot);
  }

  /** The same words, the same ordinal; new words take the next one. */
  of(words: Uint32Array): number {
    const slot = this.slotFor(words, 0);
    const known = this.slots[slot]!;
    if (known !== emptySlot) return known;
    const ordinal = this.size;
    if ((ordinal + 1) * this.width > this.words.length) this.words = grown(this.words);
    this.words.set(words, ordinal * this.width);
    this.slots[slot] = ordinal;
    this.size += 1;
    if (this.size * 2 > this.slots.length) this.spread();
    return ordinal;
  }

  private slotFor(words: Uint32Array, offset: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(words, offset, this.width) & mask;
    for (;;) {
      const ordinal = this.slots[slot]!;
      if (ordinal === emptySlot || this.isAt(ordinal, words, offset)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private isAt(ordinal: number, words: Uint32Array, offset: number): boolean {
    const start = ordinal * this.width;
    for (let index = 0; index < this.width; index += 1) {
      if (this.words[start + index] !== words[offset + index]) return false;
    }
    return true;
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(emptySlot);
    for (let ordinal = 0; ordinal < this.size; ordinal += 1) {
      this.slots[this.slotFor(this.words, ordinal * this.width)] = ordinal;
    }
  }
}

/** A copy with half as much room again. */
export function grown(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(words.length * 1.5));
  larger.set(words);
  return larger;
}

function hashOf(words: Uint32Array, offset: number, width: number): number {
  let hash = width;
  for (let index = 0; index < width; index += 1) {
    hash = Math.imul(hash ^ words[offset + index]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
