import type { Schemas } from '../api.ts';

type Clearance = Schemas['PublishPreview']['clearance'];
type Economics = Schemas['Economics'];

const SIDES = { MASTER: 'recording', COMPOSITION: 'composition' } as const;
const STATES: Readonly<Record<Schemas['ClearanceState'], string>> = {
  CLEARED: '✓ cleared',
  NEEDS_APPROVAL: '… has to be asked for',
  NOT_CLEARED: '✗ not cleared',
  CONFLICT: '✗ in dispute',
  BLOCKED: '✗ refused',
};

/** Millionths of a currency's unit in words, without a floating-point number: six digits, trailing zeros dropped. */
export function amountWords(micros: string, currency: string): string {
  const sign = micros.startsWith('-') ? '−' : '';
  const digits = micros.replace('-', '').padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '').padEnd(2, '0');
  return `${sign}${digits.slice(0, -6)}.${fraction} ${currency}`;
}

/** Whether each side of each source may be used, and what stands in the way. */
export function clearanceLines({ sources, reasons }: Clearance): readonly string[] {
  const sides = sources.flatMap(({ title, isrc, sides: both }) =>
    both.map(({ side, state }) => `${STATES[state]}  ${SIDES[side]} of “${title}” (${isrc})`),
  );
  const why = reasons.map(({ detail, action }) => `  ${detail}${action === '' ? '' : ` ${action}`}`);
  return [...sides, ...new Set(why)];
}

/** What a play pays and to whom in all. */
export function payoutLine({
  perPlayMicros,
  masterMicros,
  compositionMicros,
  remixerMicros,
  currency,
}: Economics): string {
  const words = (micros: string): string => amountWords(micros, currency);
  return `A play pays ${words(perPlayMicros)}: recordings ${words(masterMicros)}, compositions ${words(compositionMicros)}, you ${words(remixerMicros)}`;
}
