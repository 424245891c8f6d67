import './source-number.css';

/** The number by which a flip's sources are called in clips, credits and payouts. */
export function SourceNumber({ number }: { number: number }) {
  return <span className="source-number">{number}</span>;
}
