import { encodeWav, toInteger } from './encode.fixture.ts';

const letters = (text: string): Uint8Array => new TextEncoder().encode(text);

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const long = (value: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
};

const GUID_TAIL = Uint8Array.of(0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a);
const RIFF_TAIL = Uint8Array.of(0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00);

/** Sony Wave64: chunk names of sixteen bytes, sizes of 64 bits that include the header, padding to eight. */
function wave64(format: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, content: Uint8Array): Uint8Array =>
    concat([
      letters(name),
      GUID_TAIL,
      long(24 + content.length),
      content,
      new Uint8Array((8 - (content.length % 8)) % 8),
    ]);
  const chunks = concat([letters('wave'), GUID_TAIL, chunk('fmt ', format), chunk('data', data)]);
  return concat([letters('riff'), RIFF_TAIL, long(24 + chunks.length), chunks]);
}

function bigEndian(channels: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const wav = encodeWav(channels, { rate: 44_100, bits: 16 });
  const view = new DataView(wav.buffer);
  wav.set(letters('RIFX'));
  for (const at of [4, 16, 24, 28, 40]) view.setUint32(at, view.getUint32(at, true));
  for (const at of [20, 22, 32, 34]) view.setUint16(at, view.getUint16(at, true));
  for (let at = 44; at < wav.length; at += 2) view.setUint16(at, view.getUint16(at, true));
  return wav;
}

/** 16-bit sound in one of the relatives of WAV. */
export function encodeDialect(
  channels: readonly Float32Array[],
  dialect: 'rf64' | 'bw64' | 'w64' | 'rifx' | 'unknown-size',
): Uint8Array<ArrayBuffer> {
  if (dialect === 'rifx') return bigEndian(channels);
  const wav = encodeWav(channels, { rate: 44_100, bits: 16 });
  const format = wav.subarray(20, 36);
  const data = wav.subarray(44);
  if (dialect === 'w64') return wave64(format, data);
  const view = new DataView(wav.buffer);
  view.setUint32(40, 0xffffffff, true);
  if (dialect === 'unknown-size') return wav;
  view.setUint32(4, 0xffffffff, true);
  wav.set(letters(dialect.toUpperCase()));
  const ds64 = concat([
    letters('ds64'),
    Uint8Array.of(28, 0, 0, 0),
    long(wav.length + 28),
    long(data.length),
    long(data.length / 4),
    new Uint8Array(4),
  ]);
  // A chunk after the sound: its bytes must not be taken for sound.
  return concat([wav.subarray(0, 12), ds64, wav.subarray(12), letters('LIST'), new Uint8Array(4)]);
}

export interface AiffSpec {
  readonly type: 'NONE' | 'twos' | 'sowt' | 'raw ' | 'fl32' | 'FL64';
  readonly bits: 8 | 16 | 24 | 32 | 64;
  readonly rate: number;
}

/** A sample rate as an 80-bit extended float. */
function extended(rate: number): Uint8Array {
  const bytes = new Uint8Array(10);
  const exponent = Math.floor(Math.log2(rate));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 16_383 + exponent);
  view.setBigUint64(2, BigInt(rate) << BigInt(63 - exponent));
  return bytes;
}

function writeSample(view: DataView, at: number, value: number, { type, bits }: AiffSpec): void {
  const isLittle = type === 'sowt';
  if (bits === 64) view.setFloat64(at, value);
  else if (type === 'fl32') view.setFloat32(at, value);
  else if (type === 'raw ') view.setUint8(at, toInteger(value, 128) + 128);
  else if (bits === 8) view.setInt8(at, toInteger(value, 128));
  else if (bits === 16) view.setInt16(at, toInteger(value, 32_768), isLittle);
  else if (bits === 32) view.setInt32(at, toInteger(value, 2_147_483_648), isLittle);
  else {
    const integer = toInteger(value, 8_388_608);
    const order = isLittle ? [0, 1, 2] : [2, 1, 0];
    for (const [place, shift] of [0, 8, 16].entries())
      view.setUint8(at + (order[place] ?? 0), (integer >> shift) & 255);
  }
}

/** Writes AIFF, or AIFF-C for any type but `NONE`. */
export function encodeAiff(channels: readonly Float32Array[], spec: AiffSpec): Uint8Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const width = spec.bits / 8;
  const sound = new Uint8Array(8 + frames * channels.length * width);
  const view = new DataView(sound.buffer);
  for (let i = 0, at = 8; i < frames; i++)
    for (const channel of channels) {
      writeSample(view, at, channel[i] ?? 0, spec);
      at += width;
    }
  const chunk = (name: string, content: Uint8Array): Uint8Array => {
    const size = new Uint8Array(4);
    new DataView(size.buffer).setUint32(0, content.length);
    return concat([letters(name), size, content, new Uint8Array(content.length % 2)]);
  };
  const common = new Uint8Array(8);
  const head = new DataView(common.buffer);
  head.setUint16(0, channels.length);
  head.setUint32(2, frames);
  head.setUint16(6, spec.bits);
  const isPlain = spec.type === 'NONE';
  const form = concat([
    letters(isPlain ? 'AIFF' : 'AIFC'),
    chunk(
      'COMM',
      concat([common, extended(spec.rate), ...(isPlain ? [] : [letters(spec.type), new Uint8Array(2)])]),
    ),
    chunk('SSND', sound),
  ]);
  return chunk('FORM', form) as Uint8Array<ArrayBuffer>;
}
