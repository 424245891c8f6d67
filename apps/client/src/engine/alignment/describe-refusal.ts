import type { EditRegion, Refused } from './result.ts';

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function list(regions: readonly EditRegion[]): string {
  const spans = regions.map(({ from, to }) => `${clock(from)}–${clock(to)}`);
  const last = spans.pop() ?? '';
  return spans.length === 0 ? last : `${spans.join(', ')} and ${last}`;
}

function describeEdit(regions: readonly EditRegion[]): string {
  const missing = regions.filter(({ kind }) => kind === 'missing');
  const extra = regions.filter(({ kind }) => kind === 'extra');
  if (missing.length > 0) {
    const verb = missing.length === 1 ? 'is' : 'are';
    return `This copy is an edit: ${list(missing)} of the original ${verb} missing.`;
  }
  if (extra.length > 0) return `This copy is a longer edit: ${list(extra)} is not in the original.`;
  return 'This copy is another edit of the recording.';
}

function describeSpeed(speedPercent: number | null): string {
  if (speedPercent === null) return 'This copy runs at another speed.';
  const amount = Math.abs(speedPercent);
  const digits = amount < 0.1 ? 3 : 1;
  return `This copy runs ${amount.toFixed(digits)} % ${speedPercent > 0 ? 'faster' : 'slower'} than the original.`;
}

/** Why a copy cannot be used, in one plain sentence for the person who owns it. */
export function describeRefusal(refusal: Refused): string {
  switch (refusal.reason) {
    case 'edit':
      return describeEdit(refusal.regions);
    case 'speed':
      return describeSpeed(refusal.speedPercent);
    case 'too-short':
      return 'This copy is too short to be recognised.';
    case 'other-recording':
      return `This is not the recording that the flip uses. ${refusal.detail}`;
  }
}
