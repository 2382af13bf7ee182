/** Tells what a text is encoded in that is not valid UTF-8: GB 18030 or Windows-1252, by how its bytes stand together. */

export type Verdict =
  | { encoding: 'utf-8' }
  /** `percent` of the double bytes are common Chinese characters. */
  | { encoding: 'gb18030'; percent: number }
  /** `count` bytes are letters with accents, or signs. */
  | { encoding: 'windows-1252'; count: number }
  /** None fits, or it is UTF-8 with damage. */
  | { encoding: null };

/** Of the double bytes that so many must be common characters. */
const COMMON_SHARE = 0.7;
/** Of the bytes beyond ASCII that so many must be letters beside a letter, or signs. */
const WESTERN_SHARE = 0.9;
/** Longer runs of bytes beyond ASCII do not come in western words. */
const LONGEST_RUN = 3;
/** ° ± ² ³ · µ § € × « » £ © ®, dashes, points and quotation marks, and the space that does not break. */
const SIGNS = new Set([
  0xb0, 0xb1, 0xb2, 0xb3, 0xb7, 0xb5, 0xa7, 0x80, 0xd7, 0xab, 0xbb, 0xa3, 0xa9, 0xae, 0x85, 0x91, 0x92, 0x93, 0x94,
  0x96, 0x97, 0xa0,
]);

/** Takes a text's bytes in stretches; its verdict is that of them all. */
export class ByteJudge {
  private readonly utf8 = new Utf8Count();
  private readonly han = new PairCount();
  private readonly western = new WesternCount();
  private beyond = false;

  add(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at];
      // Most texts are ASCII for the most part: nothing changes there but what came before it.
      if (byte < 0x80 && !this.beyond) {
        let next = at + 1;
        while (next < bytes.length && bytes[next] < 0x80) next++;
        this.western.before = bytes[next - 1];
        at = next;
        continue;
      }
      this.utf8.add(byte);
      this.han.add(byte);
      this.western.add(byte);
      // A byte below 0x80 may be the second of a pair: the one after it is the first that begins anew.
      this.beyond = byte >= 0x80 || this.han.isOpen;
      at++;
    }
  }

  /** To be asked once all bytes were added. */
  verdict(): Verdict {
    const { utf8, han, western } = this;
    utf8.end();
    western.end();
    if (utf8.invalid === 0) return { encoding: 'utf-8' };
    if (utf8.valid >= utf8.invalid) return { encoding: null };
    if (han.invalid === 0 && !han.isOpen && han.pairs > 0 && han.common >= COMMON_SHARE * han.pairs) {
      return { encoding: 'gb18030', percent: Math.round((100 * han.common) / han.pairs) };
    }
    if (western.fitting >= WESTERN_SHARE * western.all && western.undefined === 0) {
      return { encoding: 'windows-1252', count: western.fitting };
    }
    return { encoding: null };
  }
}

/** Counts characters of several bytes, and bytes that belong to none. */
class Utf8Count {
  valid = 0;
  invalid = 0;
  private left = 0;
  private seen = 0;
  private low = 0x80;
  private high = 0xbf;

  add(byte: number): void {
    if (this.left > 0) {
      if (byte >= this.low && byte <= this.high) {
        this.low = 0x80;
        this.high = 0xbf;
        this.seen++;
        if (--this.left === 0) this.valid++;
        return;
      }
      this.end();
    }
    if (byte < 0x80) return;
    this.left =
      byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    if (this.left === 0) this.invalid++;
    this.seen = 1;
    // Longer forms than needed, surrogates and what is beyond the last character are none.
    this.low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
  }

  /** What was begun does not end well. */
  end(): void {
    if (this.left > 0) this.invalid += this.seen;
    this.left = 0;
  }
}

/** Counts the double bytes of GB 18030 and those of its level 1, the 3755 most common characters, and of punctuation. */
class PairCount {
  pairs = 0;
  common = 0;
  invalid = 0;
  private lead = 0;
  /** Bytes of a form of four that are still to come after the second. */
  private left = 0;

  get isOpen(): boolean {
    return this.lead > 0 || this.left > 0;
  }

  add(byte: number): void {
    if (this.left > 0) {
      const fits = this.left === 2 ? byte >= 0x81 && byte <= 0xfe : byte >= 0x30 && byte <= 0x39;
      if (!fits) this.invalid++;
      this.left = fits ? this.left - 1 : 0;
      return;
    }
    if (this.lead === 0) {
      if (byte === 0x80 || byte === 0xff) this.invalid++;
      else if (byte > 0x80) this.lead = byte;
      return;
    }
    const { lead } = this;
    this.lead = 0;
    if (byte >= 0x30 && byte <= 0x39) {
      this.pairs++;
      this.left = 2;
    } else if (byte < 0x40 || byte === 0x7f || byte === 0xff) this.invalid++;
    else {
      this.pairs++;
      if (byte >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) this.common++;
    }
  }
}

/** Counts bytes that are accented letters beside a letter, or signs. */
class WesternCount {
  all = 0;
  fitting = 0;
  /** Bytes that stand for nothing. */
  undefined = 0;
  /** The ASCII byte before the run. */
  before = 0;
  private letters = 0;
  private signs = 0;
  private length = 0;

  add(byte: number): void {
    if (byte < 0x80) {
      this.endRun(byte);
      this.before = byte;
      return;
    }
    this.all++;
    this.length++;
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) this.undefined++;
    else if (SIGNS.has(byte)) this.signs++;
    else if (byte >= 0xc0 && byte !== 0xf7) this.letters++;
  }

  end(): void {
    this.endRun(0);
  }

  private endRun(after: number): void {
    if (this.length > 0 && this.length <= LONGEST_RUN) {
      this.fitting += this.signs;
      if (isLetter(this.before) || isLetter(after)) this.fitting += this.letters;
    }
    this.length = 0;
    this.letters = 0;
    this.signs = 0;
  }
}

function isLetter(byte: number): boolean {
  const lower = byte | 32;
  return lower >= 97 && lower <= 122;
}
