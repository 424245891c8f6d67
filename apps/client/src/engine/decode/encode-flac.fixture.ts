import Flac from 'libflacjs/dist/libflac.js';
import { Encoder } from 'libflacjs/lib/encoder.js';
import { toInteger } from './encode.fixture.ts';

function whenReady(): Promise<void> {
  return new Promise((resolve) => {
    if (Flac.isReady()) resolve();
    else Flac.on('ready', () => resolve());
  });
}

/** Encodes with libFLAC at 16 or 24 bits. */
export async function encodeFlac(
  channels: readonly Float32Array[],
  bits: 16 | 24,
  sampleRate = 44_100,
): Promise<Uint8Array<ArrayBuffer>> {
  await whenReady();
  const frames = channels[0]?.length ?? 0;
  const encoder = new Encoder(Flac, {
    sampleRate,
    channels: channels.length,
    bitsPerSample: bits,
    compression: 5,
    totalSamples: frames,
  });
  const scale = bits === 16 ? 32_768 : 8_388_608;
  const interleaved = new Int32Array(frames * channels.length);
  for (let i = 0; i < frames; i++)
    for (const [index, channel] of channels.entries())
      interleaved[i * channels.length + index] = toInteger(channel[i] ?? 0, scale);
  encoder.encode(interleaved);
  encoder.encode();
  const bytes = encoder.getSamples();
  encoder.destroy();
  return bytes as Uint8Array<ArrayBuffer>;
}
