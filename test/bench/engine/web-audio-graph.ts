import { OfflineAudioContext, type AudioNode } from 'node-web-audio-api';
import { dbToGain, pow } from '../../../apps/client/src/engine/dsp/math.ts';
import { panGains } from '../../../apps/client/src/engine/render/pan.ts';
import { SAMPLE_RATE, type StereoPcm } from '../../../apps/client/src/engine/types.ts';
import { BPM, CHAIN, noisyStem } from './four-tracks.ts';

const KINDS = { highPass: 'highpass', peaking: 'peaking', highShelf: 'highshelf' } as const;

/** The tail of a room: noise that falls by 60 dB in the reverb's time. */
function impulse(context: OfflineAudioContext): AudioBuffer {
  const seconds = CHAIN.reverb.decaySeconds;
  const noise = noisyStem(9, Math.ceil(seconds));
  const frames = Math.round(seconds * SAMPLE_RATE);
  const buffer = context.createBuffer(2, frames, SAMPLE_RATE);
  for (const [i, channel] of [noise.left, noise.right].entries())
    buffer.copyToChannel(
      Float32Array.from({ length: frames }, (_, n) => (channel[n] ?? 0) * pow(0.001, n / frames)),
      i,
    );
  return buffer;
}

/** Dry and treated sound side by side, as our effects mix them. */
function mixed(context: OfflineAudioContext, input: AudioNode, wet: AudioNode, mix: number): AudioNode {
  const out = context.createGain();
  const dryGain = context.createGain();
  const wetGain = context.createGain();
  dryGain.gain.value = 1 - mix;
  wetGain.gain.value = mix;
  input.connect(dryGain).connect(out);
  wet.connect(wetGain).connect(out);
  return out;
}

function track(context: OfflineAudioContext, stem: StereoPcm, room: AudioBuffer): AudioNode {
  const source = context.createBufferSource();
  const buffer = context.createBuffer(2, stem.left.length, SAMPLE_RATE);
  buffer.copyToChannel(stem.left.slice(), 0);
  buffer.copyToChannel(stem.right.slice(), 1);
  source.buffer = buffer;
  source.start();
  let node: AudioNode = source;
  const filters = [
    ...CHAIN.eq.map(({ type, ...band }) => ({ type: KINDS[type], ...band })),
    { type: 'lowpass' as const, ...CHAIN.filter },
  ];
  for (const settings of filters) {
    const filter = context.createBiquadFilter();
    filter.type = settings.type;
    filter.frequency.value = settings.hz;
    filter.Q.value = settings.q;
    filter.gain.value = 'gainDb' in settings ? settings.gainDb : 0;
    node = node.connect(filter);
  }
  const delay = context.createDelay(2);
  delay.delayTime.value = (CHAIN.delay.beats * 60) / BPM;
  const feedback = context.createGain();
  feedback.gain.value = CHAIN.delay.feedback;
  node.connect(delay).connect(feedback).connect(delay);
  node = mixed(context, node, delay, CHAIN.delay.mix);
  const convolver = context.createConvolver();
  convolver.buffer = room;
  node.connect(convolver);
  node = mixed(context, node, convolver, CHAIN.reverb.mix);
  return node.connect(compressor(context, CHAIN.compressor.thresholdDb, CHAIN.compressor.ratio));
}

function compressor(context: OfflineAudioContext, threshold: number, ratio: number): AudioNode {
  const node = context.createDynamicsCompressor();
  node.threshold.value = threshold;
  node.ratio.value = ratio;
  node.attack.value = CHAIN.compressor.attackMs / 1000;
  node.release.value = CHAIN.compressor.releaseMs / 1000;
  node.knee.value = CHAIN.compressor.kneeDb;
  return node;
}

/** The four-track bench as a Web Audio graph, with a compressor of ratio 20 for the limiter. */
export async function renderWebAudio(stems: readonly StereoPcm[]): Promise<number> {
  const frames = stems[0]?.left.length ?? 0;
  const context = new OfflineAudioContext(2, frames, SAMPLE_RATE);
  const room = impulse(context);
  const master = compressor(context, -1, 20);
  master.connect(context.destination);
  for (const [i, stem] of stems.entries()) {
    const panner = context.createStereoPanner();
    panner.pan.value = panGains((i - 1.5) / 3).right > 1 ? 0.3 : -0.3;
    const gain = context.createGain();
    gain.gain.value = dbToGain(-6);
    track(context, stem, room).connect(panner).connect(gain).connect(master);
  }
  return (await context.startRendering()).length;
}
