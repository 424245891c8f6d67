import { Money } from '../../../components/money.tsx';
import type { SettlementDetail } from '../../../queries/settlements.ts';
import { periodWords } from '../../../words/dates.ts';
import { formatCount } from '../../../words/flip-words.ts';
import { SIDE_WORDS } from '../../statements/side-words.ts';

/** Disputed lines first, each with what the receiver reckoned. */
export function SettlementLines({ settlement }: { settlement: SettlementDetail }) {
  const { lines, currency, more } = settlement;
  return (
    <>
      <table className="table stack-table">
        <thead>
          <tr>
            <th scope="col">Side</th>
            <th scope="col">Of</th>
            <th scope="col">To</th>
            <th scope="col" className="amount">
              Plays
            </th>
            <th scope="col" className="amount">
              Stated
            </th>
            <th scope="col" className="amount">
              Reckoned
            </th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={[line.side, line.subject, line.party, line.released].join(' ')}>
              <th scope="row" className="first">
                {SIDE_WORDS[line.side]}
                {line.released !== null && (
                  <span className="secondary small settlement-released">
                    Out of suspense, of {periodWords(line.released)}
                  </span>
                )}
              </th>
              <td className="mono small break" data-label="Of">
                {line.subject}
              </td>
              <td className="mono small break" data-label="To">
                {line.party}
              </td>
              <td className="amount mono" data-label="Plays">
                {formatCount(line.plays)}
              </td>
              <td className="amount" data-label="Stated">
                <Money micros={line.amountMicros} currency={currency} precision="total" />
              </td>
              <td className="amount" data-label="Reckoned">
                {line.reckonedMicros === null ? (
                  <span className="secondary">None</span>
                ) : (
                  <Money micros={line.reckonedMicros} currency={currency} precision="total" />
                )}
              </td>
              <td className="break" data-label="Answer">
                {line.stance !== null && (
                  <span className="secondary small settlement-plea">
                    {line.stance === 'RESTATED' ? 'Stated as reckoned' : 'Insisted on'}: {line.plea}
                  </span>
                )}
                {line.verdict === null && 'None yet'}
                {line.verdict === 'ACCEPTED' && 'Accepted'}
                {line.verdict === 'DISPUTED' && `Disputed. ${line.reason ?? ''}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className="small secondary">There are more lines. The signed statement has them all.</p>}
    </>
  );
}
