/** Choosing an output is not in TypeScript's library yet (Web Audio API 1.1, §1.2.3). */
type SinkableContext = AudioContext & {
  setSinkId(output: string | { readonly type: 'none' }): Promise<void>;
};

/** What leaves a page for the loudspeaker. */
export interface Captured {
  /** Frames captured so far. */
  frames(): number;
  /** The left channel between two frames: float32, base64, which is handed over far quicker than a list of numbers. */
  read(from: number, to: number): string;
  sampleRate(): number;
  /** The context that plays; null before anything is connected to its destination. */
  context(): SinkableContext | null;
  /** Resolves at the next quantum that is not silent. */
  nextAudible(): Promise<void>;
}

const RECORDER = `registerProcessor('recorder', class extends AudioWorkletProcessor {
  process([[left]]) {
    if (left) this.port.postMessage(left.slice());
    return true;
  }
});`;
const AUDIBLE = 1e-4;

/** Listens in on whatever is connected to a destination, before anything is. */
export function capture(): Captured {
  const chunks: Float32Array[] = [];
  let context: BaseAudioContext | null = null;
  let onAudible: (() => void) | null = null;
  const connect = Reflect.get(AudioNode.prototype, 'connect');
  const tap = async (node: AudioNode): Promise<void> => {
    context = node.context;
    const url = URL.createObjectURL(new Blob([RECORDER], { type: 'text/javascript' }));
    await node.context.audioWorklet.addModule(url);
    const recorder = new AudioWorkletNode(node.context, 'recorder', { numberOfOutputs: 0 });
    recorder.port.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => {
      chunks.push(data);
      if (onAudible === null || !data.some((value) => Math.abs(value) > AUDIBLE)) return;
      onAudible();
      onAudible = null;
    });
    recorder.port.start();
    Reflect.apply(connect, node, [recorder]);
  };
  Reflect.set(
    AudioNode.prototype,
    'connect',
    function (this: AudioNode, target: unknown, ...rest: unknown[]) {
      if (target instanceof AudioDestinationNode) tap(this).catch(reportError);
      return Reflect.apply(connect, this, [target, ...rest]) as AudioNode;
    },
  );
  return {
    frames: () => chunks.reduce((sum, { length }) => sum + length, 0),
    read: (from, to) => {
      const all = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const chunk of chunks) {
        all.set(chunk, at);
        at += chunk.length;
      }
      const part = all.slice(from, to);
      const characters = Array.from(new Uint8Array(part.buffer), (byte) => String.fromCharCode(byte));
      return btoa(characters.join(''));
    },
    sampleRate: () => context?.sampleRate ?? 0,
    context: () => (context instanceof AudioContext ? (context as SinkableContext) : null),
    nextAudible: () =>
      new Promise((resolve) => {
        onAudible = resolve;
      }),
  };
}
