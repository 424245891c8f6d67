import { currencySign, formatMicros } from '../components/micros.ts';
import type { PlayerState } from '../player/player.types.ts';

/** What became of the play that is being heard, in a sentence; null while there is nothing to say. */
export function playNews({ flip, meter, refusal, takenAway }: PlayerState): string | null {
  if (flip === null || flip.economics === null || meter === null) return null;
  const { currency, perPlayMicros } = flip.economics;
  const pays = `${currencySign(currency)}${formatMicros(perPlayMicros, 6)}`;
  if (meter.phase === 'counted') return `Counted. This play pays ${pays}.`;
  if (meter.phase === 'queued') return 'Heard long enough. The play is kept on this device and being sent.';
  if (meter.phase === 'refused' && takenAway)
    return `This flip was taken back while you had it open. ${refusal ?? ''} It plays no more.`;
  if (meter.phase === 'refused') return `This play is not counted. ${refusal ?? ''}`.trim();
  return null;
}

/** How far the play that is being heard is from counting; null while none is on its way. */
export function countingWords({ meter }: PlayerState): string | null {
  if (meter?.phase !== 'counting') return null;
  const heard = Math.floor(meter.heardMs / 1000);
  return `Heard ${heard} of ${Math.ceil(meter.neededMs / 1000)} s until it counts`;
}
