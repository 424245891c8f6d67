import { currencySign, formatMicros, toMicros, totalDecimals, type Micros } from './micros.ts';

interface MoneyProps {
  readonly micros: Micros;
  readonly currency?: string;
  /** `play` writes six decimals, `total` two, or six where two would hide a first fraction of a cent. */
  readonly precision: 'play' | 'total';
}

/** Money in the one way it is ever written: monospaced, exact, rounded once. */
export function Money({ micros, currency, precision }: MoneyProps) {
  const written = formatMicros(micros, precision === 'play' ? 6 : totalDecimals(micros));
  const negative = toMicros(micros) < 0n && written.startsWith('−');
  const sign = currency === undefined ? '' : currencySign(currency);
  return (
    <span className="mono nowrap">{negative ? `−${sign}${written.slice(1)}` : `${sign}${written}`}</span>
  );
}
