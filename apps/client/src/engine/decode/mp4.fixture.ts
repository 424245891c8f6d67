/** A box of an MP4 file around its content. */
export function mp4Box(name: string, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + content.reduce((sum, part) => sum + part.length, 0));
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i);
  let at = 8;
  for (const part of content) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const words = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value >>> 0);
  return bytes;
};
const letters = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface Mp4Spec {
  /** Sample entry, such as `mp4a`, `alac`, `enca` or `drms`. */
  readonly entry: string;
  readonly rate?: number;
  /** Frames of the whole track. */
  readonly frames?: number;
  /** Units of a second in the movie header; the track's rate where absent. */
  readonly movieRate?: number;
  /** An edit list: first frame, and length in units of the movie. */
  readonly edit?: readonly [from: number, frames: number];
  /** iTunes' comment: delay, padding and frames. */
  readonly smpb?: readonly [delay: number, padding: number, frames: number];
  /** Sixteen bytes that name a protection system. */
  readonly system?: Uint8Array;
  readonly handler?: string;
  /** Tags: boxes of the item list. */
  readonly atoms?: readonly Uint8Array[];
}

/** An item list as iTunes writes it: `meta` is a full box with a handler of its own. */
const tags = (atoms: readonly Uint8Array[]): Uint8Array =>
  mp4Box(
    'udta',
    mp4Box(
      'meta',
      words(0),
      mp4Box('hdlr', words(0, 0), letters('mdirappl'), words(0, 0), new Uint8Array(1)),
      mp4Box('ilst', ...atoms),
    ),
  );

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

/** An MP4 file whose index says what `spec` says; its media data is nothing. */
export function mp4File(spec: Mp4Spec): Uint8Array<ArrayBuffer> {
  const {
    rate = 44_100,
    movieRate = rate,
    frames = 441_000,
    entry,
    edit,
    smpb,
    system,
    handler = 'soun',
    atoms = [],
  } = spec;
  const track = mp4Box(
    'trak',
    ...(edit === undefined ? [] : [mp4Box('edts', mp4Box('elst', words(0, 1, edit[1], edit[0], 0x10000)))]),
    mp4Box(
      'mdia',
      mp4Box('mdhd', words(0, 0, 0, rate, frames, 0)),
      mp4Box('hdlr', words(0, 0), letters(handler), words(0, 0, 0)),
      mp4Box(
        'minf',
        mp4Box(
          'stbl',
          mp4Box('stsd', words(0, 1), mp4Box(entry, words(0, 1, 0, 0, 0x20010, 0, rate * 0x10000))),
        ),
      ),
    ),
  );
  const comment =
    smpb === undefined
      ? []
      : [
          mp4Box(
            'udta',
            letters(`iTunSMPB`),
            mp4Box(
              'data',
              words(1, 0),
              letters(` 00000000 ${hex(smpb[0], 8)} ${hex(smpb[1], 8)} ${hex(smpb[2], 16)} 00000000`),
            ),
          ),
        ];
  return join(
    mp4Box('ftyp', letters('M4A '), words(0)),
    mp4Box('mdat', new Uint8Array(50)),
    mp4Box(
      'moov',
      mp4Box('mvhd', words(0, 0, 0, movieRate, frames, 0), new Uint8Array(76)),
      ...(system === undefined ? [] : [mp4Box('pssh', words(0), system, words(0))]),
      track,
      ...comment,
      ...(atoms.length === 0 ? [] : [tags(atoms)]),
    ),
  );
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
