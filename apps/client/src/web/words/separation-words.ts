import type { Runtime } from '../../engine/separation/neural/segment-model.ts';
import type { NeuralModel } from '../../engine/separation/registry.ts';
import type { SeparationDifference } from '../../engine/separation/separation-choice.ts';
import type { RecipeSeparation } from '../../engine/separation/separation-name.ts';
import type { DeviceAbility } from '../../engine/workers/model.protocol.ts';
import type { SeparatedHow } from '../../engine/separation/separated-how.ts';

export const BUILT_IN_WORDS = 'Built-in separation · quick, rougher';

const BACKENDS: Record<Runtime['backend'], string> = {
  webgpu: 'graphics card',
  wasm: 'processor',
  native: 'processor',
};

/** Seconds of work per second of sound, as a listener thinks of it. */
export function speedWords({ backend, realTimeFactor }: { backend: string; realTimeFactor: number }): string {
  const on = BACKENDS[backend as Runtime['backend']] ?? backend;
  const minute = Math.max(1, Math.round(realTimeFactor * 60));
  return `${minute} s of work for a minute of music, on the ${on}`;
}

/** What this device can run models on, and why not on more. */
export function abilityWords({ graphics, threads, isolated }: DeviceAbility): string {
  const processor = threads === 1 ? 'one processor thread' : `${threads} processor threads`;
  if (graphics.usable) return `This device can use its graphics card (${graphics.name}), or ${processor}.`;
  const why = isolated ? '' : ' This page is not isolated, so it gets one thread only.';
  return `This device uses ${processor}: ${graphics.reason}.${why}`;
}

export function nameOfModel(id: string, known: readonly Named[]): string {
  if (id.startsWith('builtin') || id === 'built-in') return 'the built-in separation';
  return known.find((model) => model.id === id)?.name ?? id;
}

const REASONS: Record<SeparationDifference, string> = {
  preferred: 'You chose so.',
  'model-missing': 'That model is not on this device.',
  'model-unknown': 'This version of Flipside does not know that model.',
  'other-weights': 'The model of that name on this device has other weights.',
};

type Named = Pick<NeuralModel, 'id' | 'name'>;

/** What separated a flip's recordings here, on what, and why not on something faster. */
export function separatedWords({ separation, fallback, run }: SeparatedHow, known: readonly Named[]): string {
  const name = separation.contract === 'built-in' ? BUILT_IN_WORDS : nameOfModel(separation.model, known);
  if (fallback !== null) return `${name}. ${fallback}`;
  if (run === null) return `${name}.`;
  const { backend, refused } = run.runtime;
  const because = refused.map(({ backend: other, reason }) => ` Not on the ${BACKENDS[other]}: ${reason}.`);
  return `${name}, on the ${BACKENDS[backend]}.${because.join('')}`;
}

/** How that is not what the flip's producer heard; null when it is. */
export function differenceWords(
  differs: SeparationDifference | null,
  made: RecipeSeparation,
  known: readonly Named[],
): string | null {
  if (differs === null) return null;
  return `Its producer used ${nameOfModel(made.model, known)}, so it may sound a little different. ${REASONS[differs]}`;
}
