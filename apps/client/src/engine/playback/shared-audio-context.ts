import { SAMPLE_RATE } from '../types.ts';

/** A paused page lets go of the audio device after this long. */
const IDLE_MS = 20_000;

let opening: Promise<AudioContext> | null = null;
let users = 0;
let idleTimer: ReturnType<typeof setTimeout> | undefined;

async function open(): Promise<AudioContext> {
  const { default: workletUrl } = await import('./ring.worklet.ts?worker&url');
  const context = createContext();
  await context.audioWorklet.addModule(workletUrl);
  context.addEventListener('statechange', () => keepRunning(context));
  return context;
}

/**
 * Devices go away under a player: headphones are pulled out, a call comes in. While somebody plays, the context is woken
 * again, on whatever the system has for an output then; what waits in the ring is played from where it stopped.
 */
function keepRunning(context: AudioContext): void {
  if (users === 0 || context.state === 'running') return;
  if (context.state === 'closed') opening = null;
  else context.resume().catch(reportError);
}

/** At the engine's own rate where the browser can do that; else at the device's. */
function createContext(): AudioContext {
  try {
    return new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'balanced' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') {
      return new AudioContext({ latencyHint: 'balanced' });
    }
    throw error;
  }
}

/** The page's one audio context, with the player's processor loaded: browsers allow only a few contexts. */
export async function sharedAudioContext(): Promise<AudioContext> {
  opening ??= open();
  try {
    return await opening;
  } catch (error) {
    opening = null;
    throw error;
  }
}

/** Wakes the device for one more player. Rejects where the browser wants a click or a key first. */
export async function startUsing(context: AudioContext): Promise<void> {
  users += 1;
  clearTimeout(idleTimer);
  if (context.state !== 'running') await context.resume();
}

/** One player fewer; the device is released a while after the last. */
export function stopUsing(context: AudioContext): void {
  users = Math.max(0, users - 1);
  clearTimeout(idleTimer);
  if (users > 0) return;
  idleTimer = setTimeout(() => {
    // A context that cannot be suspended (it was closed with the page) needs nothing more.
    if (context.state === 'running') context.suspend().catch(reportError);
  }, IDLE_MS);
}
