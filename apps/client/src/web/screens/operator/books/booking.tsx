import { Money } from '../../../components/money.tsx';

export interface BookedLine {
  readonly name: string;
  readonly amountMicros: string;
  /** What there is before, where that is known. */
  readonly beforeMicros?: string;
}

/** What is booked, line by line, with what there is before and after. */
export function Booking({ lines, currency }: { lines: readonly BookedLine[]; currency: string }) {
  const hasBefore = lines.some(({ beforeMicros }) => beforeMicros !== undefined);
  return (
    <table className="table stack-table">
      <thead>
        <tr>
          <th scope="col">Account</th>
          {hasBefore && (
            <th scope="col" className="amount">
              Now
            </th>
          )}
          <th scope="col" className="amount">
            Booked
          </th>
          {hasBefore && (
            <th scope="col" className="amount">
              Then
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, amountMicros, beforeMicros }) => (
          <tr key={name}>
            <th scope="row" className="first break">
              {name}
            </th>
            {beforeMicros !== undefined && (
              <td className="amount" data-label="Now">
                <Money micros={beforeMicros} currency={currency} precision="total" />
              </td>
            )}
            <td className="amount amount-main" data-label="Booked">
              <Money micros={amountMicros} currency={currency} precision="total" />
            </td>
            {beforeMicros !== undefined && (
              <td className="amount" data-label="Then">
                <Money
                  micros={BigInt(beforeMicros) + BigInt(amountMicros)}
                  currency={currency}
                  precision="total"
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
