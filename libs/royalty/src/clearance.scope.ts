import type { ReasonCode, SourceUse } from './clearance.types.ts';
import type { RightSide } from './catalogue.types.ts';
import { formatMicros } from './format-micros.ts';
import type { Grant, GrantScope, IntegerRange, MinimumRate } from './grant.types.ts';
import { WHOLE_PPM } from './quantity.ts';
import type { Tariff } from './tariff.ts';

/** One limit that a use goes beyond. */
export interface Fault {
  readonly code: ReasonCode;
  readonly detail: string;
}

const outside = (range: IntegerRange | null, used: IntegerRange): boolean =>
  range !== null && (used.min < range.min || used.max > range.max);

const percent = (permille: number): string => `${permille / 10} %`;
const semitones = (cents: number): string => `${cents / 100}`;
const span = (range: IntegerRange, show: (value: number) => string): string =>
  range.min === range.max ? show(range.min) : `${show(range.min)} to ${show(range.max)}`;

function rangeFaults(scope: GrantScope, use: SourceUse): Fault[] {
  const faults: Fault[] = [];
  if (scope.tempoPermille !== null && outside(scope.tempoPermille, use.tempoPermille))
    faults.push({
      code: 'TEMPO_OUT_OF_RANGE',
      detail: `plays at ${span(use.tempoPermille, percent)} of the original tempo; ${span(scope.tempoPermille, percent)} is allowed`,
    });
  if (scope.pitchCents !== null && outside(scope.pitchCents, use.pitchCents))
    faults.push({
      code: 'PITCH_OUT_OF_RANGE',
      detail: `is moved by ${span(use.pitchCents, semitones)} semitones; ${span(scope.pitchCents, semitones)} is allowed`,
    });
  if (scope.maxSeconds !== null && use.totalMs > scope.maxSeconds * 1000)
    faults.push({
      code: 'TOO_LONG',
      detail: `is heard for ${use.totalMs / 1000} s; ${scope.maxSeconds} s is allowed`,
    });
  return faults;
}

/** Every limit of a grant's scope, beside territory and dates, that a use goes beyond. */
export function scopeFaults(scope: GrantScope, use: SourceUse): Fault[] {
  const faults: Fault[] = [];
  const allowed = scope.allowedStems;
  if (allowed !== null) {
    const refused = use.stems.filter((stem) => !allowed.includes(stem));
    if (refused.length > 0)
      faults.push({
        code: 'STEM_NOT_ALLOWED',
        detail: `uses ${refused.join(', ')}; allowed ${allowed.length === 0 ? 'is no stem' : `are ${allowed.join(', ')}`}`,
      });
  }
  faults.push(...rangeFaults(scope, use));
  if (use.mixesWithOthers && !scope.mixWithOthers)
    faults.push({ code: 'MIXING_NOT_ALLOWED', detail: 'may not be mixed with other sources' });
  if (use.isRemixOfRemix && !scope.remixOfRemix)
    faults.push({ code: 'REMIX_OF_REMIX_NOT_ALLOWED', detail: 'may not be used in a flip of a flip' });
  if (use.hasLayers && !scope.layers)
    faults.push({ code: 'LAYERS_NOT_ALLOWED', detail: 'may not be combined with own recordings' });
  if (use.isCommercial && !scope.commercialUse)
    faults.push({ code: 'COMMERCIAL_USE_NOT_ALLOWED', detail: 'may not be used commercially' });
  return faults;
}

/** Whether the tariff pays the grant's side what it asks at least, compared without division. */
function rateFault(rate: MinimumRate, side: RightSide, tariff: Tariff): Fault | null {
  const code = 'MINIMUM_RATE_NOT_MET';
  const asked = formatMicros(rate.perPlayMicros, rate.currency, 6);
  if (rate.perPlayMicros <= 0n) return null;
  if (tariff.kind !== 'PER_PLAY')
    return { code, detail: `asks ${asked} a play; the tariff does not fix what a play pays` };
  if (rate.currency !== tariff.currency)
    return { code, detail: `asks ${asked} a play; the tariff is in ${tariff.currency}` };
  const sidePpm = side === 'MASTER' ? tariff.masterPpm : tariff.compositionPpm;
  if (tariff.perPlayMicros * sidePpm >= rate.perPlayMicros * WHOLE_PPM) return null;
  const sideName = side === 'MASTER' ? 'recording' : 'composition';
  const paid = formatMicros((tariff.perPlayMicros * sidePpm) / WHOLE_PPM, tariff.currency, 6);
  return { code, detail: `asks ${asked} a play; the tariff pays the ${sideName} side ${paid}` };
}

/** Everything in a grant's terms that stands against a use; without a use, only what every use would meet. */
export function termFaults(grant: Grant, use: SourceUse | null, tariff: Tariff): Fault[] {
  const faults = use === null ? [] : scopeFaults(grant.scope, use);
  const rate = grant.minimumRate === undefined ? null : rateFault(grant.minimumRate, grant.side, tariff);
  return rate === null ? faults : [...faults, rate];
}
