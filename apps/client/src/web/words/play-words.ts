import { currencySign, formatMicros } from '../components/micros.ts';
import type { PlayableFlip, PlayerState } from '../player/player.types.ts';

/** What became of the play that is being heard, in a sentence; null while there is nothing to say. */
export function playNews({ flip, meter, refusal, takenAway }: PlayerState): string | null {
  if (flip === null || meter === null || (flip.economics === null && flip.elsewhere !== true)) return null;
  if (meter.phase === 'counted') return ['Counted.', ...payWords(flip.economics)].join(' ');
  if (meter.phase === 'queued') return 'Heard long enough. The play is kept on this device and being sent.';
  if (meter.phase === 'refused' && takenAway)
    return `This flip was taken back while you had it open. ${refusal ?? ''} It plays no more.`;
  if (meter.phase === 'refused') return `This play is not counted. ${refusal ?? ''}`.trim();
  return null;
}

function payWords(economics: PlayableFlip['economics']): string[] {
  if (economics === null) return [];
  const { currency, perPlayMicros } = economics;
  return [`This play pays ${currencySign(currency)}${formatMicros(perPlayMicros, 6)}.`];
}

/** How far the play that is being heard is from counting; null while none is on its way. */
export function countingWords({ meter }: PlayerState): string | null {
  if (meter?.phase !== 'counting') return null;
  const heard = Math.floor(meter.heardMs / 1000);
  return `Heard ${heard} of ${Math.ceil(meter.neededMs / 1000)} s until it counts`;
}
