/** Bound once: looking a global up costs more than the call in some hosts. */
const { abs } = Math;

/** Float samples beyond this, 96 dB above full scale, come from damage; filters would overflow with them. */
const MOST = 65_536;

export type SampleFormat = 'unsigned' | 'signed' | 'float';

/** Layout of uncompressed sound inside a file. */
export interface PcmLayout {
  readonly rate: number;
  readonly channels: number;
  /** Bits of one sample as stored: 8, 16, 24, 32 or 64. */
  readonly bits: number;
  readonly format: SampleFormat;
  readonly isLittleEndian: boolean;
  /** Byte of the file at which the first frame begins. */
  readonly start: number;
  readonly frames: number;
}

type ReadSample = (view: DataView, at: number) => number;

const EIGHT = 128;
const SIXTEEN = 32_768;
const TWENTY_FOUR = 8_388_608;
const THIRTY_TWO = 2_147_483_648;

const READERS: Readonly<Record<string, ReadSample>> = {
  'unsigned 8 le': (view, at) => (view.getUint8(at) - EIGHT) / EIGHT,
  'unsigned 8 be': (view, at) => (view.getUint8(at) - EIGHT) / EIGHT,
  'signed 8 le': (view, at) => view.getInt8(at) / EIGHT,
  'signed 8 be': (view, at) => view.getInt8(at) / EIGHT,
  'signed 16 le': (view, at) => view.getInt16(at, true) / SIXTEEN,
  'signed 16 be': (view, at) => view.getInt16(at) / SIXTEEN,
  'signed 24 le': (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / TWENTY_FOUR,
  'signed 24 be': (view, at) => (view.getInt8(at) * 65_536 + view.getUint16(at + 1)) / TWENTY_FOUR,
  'signed 32 le': (view, at) => view.getInt32(at, true) / THIRTY_TWO,
  'signed 32 be': (view, at) => view.getInt32(at) / THIRTY_TWO,
  'float 32 le': (view, at) => view.getFloat32(at, true),
  'float 32 be': (view, at) => view.getFloat32(at),
  'float 64 le': (view, at) => view.getFloat64(at, true),
  'float 64 be': (view, at) => view.getFloat64(at),
};

/** How samples of a layout are read; null when this layout cannot be. */
export function sampleReader({
  format,
  bits,
  isLittleEndian,
}: Pick<PcmLayout, 'format' | 'bits' | 'isLittleEndian'>): ReadSample | null {
  return READERS[`${format} ${bits} ${isLittleEndian ? 'le' : 'be'}`] ?? null;
}

/** Whole frames of interleaved bytes to one array per channel, full scale ±1; what is no sample (NaN, ∞, beyond `MOST`) becomes 0. */
export function deinterleave(
  bytes: Uint8Array,
  { channels, bits }: Pick<PcmLayout, 'channels' | 'bits'>,
  read: ReadSample,
): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = bits / 8;
  const stride = width * channels;
  const frames = Math.floor(bytes.byteLength / stride);
  return Array.from({ length: channels }, (_, index) => {
    const channel = new Float32Array(frames);
    for (let i = 0, at = index * width; i < frames; i++, at += stride) {
      const value = read(view, at);
      // False for NaN, too.
      channel[i] = abs(value) <= MOST ? value : 0;
    }
    return channel;
  });
}
