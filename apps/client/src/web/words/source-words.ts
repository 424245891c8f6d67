import type { SourceStatus } from '../../engine/playback/session.types.ts';
import type { ProviderId } from '../../engine/types.ts';
import type { PlayerState } from '../player/player.types.ts';

export const PROVIDER_NAMES: Record<ProviderId, string> = {
  files: 'My files',
  demo: 'Demo library',
  subsonic: 'My server',
  tidal: 'TIDAL',
  soundcloud: 'SoundCloud',
  beatport: 'Beatport',
};

function secondsLeft(seconds: number | null): string {
  if (seconds === null || seconds < 1) return '';
  const rounded = Math.ceil(seconds);
  return rounded < 90 ? `, ${rounded} s left` : `, ${Math.ceil(rounded / 60)} min left`;
}

/** What is happening to one source on this device, in a few words. */
export function stageWords(status: SourceStatus): string {
  switch (status.stage) {
    case 'waiting':
      return 'Waiting its turn';
    case 'matching':
      return 'Looking for it';
    case 'reading':
      return `Reading your copy${secondsLeft(status.secondsLeft)}`;
    case 'aligning':
      return `Lining it up${secondsLeft(status.secondsLeft)}`;
    case 'separating':
      return `Separating stems${secondsLeft(status.secondsLeft)}`;
    case 'ready':
      return status.provider === undefined ? 'On this device' : `In ${PROVIDER_NAMES[status.provider]}`;
    case 'missing':
      return 'Not found';
    case 'refused':
      return 'Not the same recording';
  }
}

/** How a source was recognised, and how far its copy was off. */
export function matchWords(status: SourceStatus): string {
  if (status.problem !== undefined) return status.problem.text;
  if (status.stage !== 'ready') return '';
  const by = status.matchedBy === 'isrc' ? 'Matched by ISRC' : 'Matched by title and sound';
  const offset = status.offsetMs ?? 0;
  if (Math.abs(offset) < 0.5) return by;
  return `${by}, ${offset > 0 ? '+' : '−'}${(Math.abs(offset) / 1000).toFixed(3)} s`;
}

/** How many of a flip's sources can be heard. */
export function readyCount({ sources }: PlayerState): number {
  return sources.filter(({ stage }) => stage === 'ready').length;
}

/** The state of the whole preparation in one sentence, for the page and for a screen reader. */
export function preparationNews(state: PlayerState): string {
  const { phase, recipe, sources } = state;
  const total = recipe?.sources.length ?? sources.length;
  if (phase === 'preparing') {
    const slowest = Math.max(0, ...sources.map((source) => source.secondsLeft ?? 0));
    const stage = sources.some((source) => source.stage === 'separating')
      ? 'Separating on this device'
      : 'Finding the recordings';
    return `${stage}${secondsLeft(slowest)}`;
  }
  if (phase === 'ready') {
    const ready = readyCount(state);
    return ready === total
      ? 'Separated and rendered on this device. Nothing uploaded.'
      : `${ready} of ${total} found. Missing lanes are silent.`;
  }
  if (phase === 'failed') return 'None of the recordings was found in your music.';
  return '';
}
