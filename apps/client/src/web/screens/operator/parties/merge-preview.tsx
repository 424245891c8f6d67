import { formatPpm } from '../../../components/micros.ts';
import type { MergePreview } from '../../../queries/parties.ts';
import { dayWords } from '../../../words/dates.ts';

const COUNTS = [
  ['shares', 'Shares', 'move'],
  ['contributors', 'Credited roles', 'move; one that both have is kept once'],
  ['members', 'Members', 'act for the party that stays, with the higher role of two'],
  ['claims', 'Claims', 'move'],
  ['transfers', 'Open transfers', 'move; between the two they are taken back'],
  ['invitations', 'Open invitations', 'are taken back'],
  ['importedKeys', 'Names in importers’ files', 'lead to the party that stays'],
  ['grants', 'Grants', 'stay and go on to apply to what moves, and to nothing else'],
] as const;

const IDENTIFIERS = { ipiNameNumber: 'IPI name number', isni: 'ISNI', dpid: 'DDEX party id' } as const;

/** What would move, before it does. */
export function MergePreviewTable({ preview }: { preview: MergePreview }) {
  const { from, into, counts, identifiers, taxes } = preview;
  return (
    <table className="table stack-table">
      <caption className="small secondary">
        From {from.name} to {into.name}
      </caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className="amount">
            How many
          </th>
          <th scope="col">What becomes of it</th>
        </tr>
      </thead>
      <tbody>
        {COUNTS.map(([key, label, fate]) => (
          <tr key={key}>
            <th scope="row" className="first">
              {label}
            </th>
            <td className="amount mono">{counts[key]}</td>
            <td className="break">{fate}</td>
          </tr>
        ))}
        {identifiers.map(({ name, value, moves }) => (
          <tr key={name}>
            <th scope="row" className="first">
              {IDENTIFIERS[name]}
            </th>
            <td className="amount mono">{value}</td>
            <td className="break">
              {moves ? 'moves' : `stays behind: ${into.name} has another. It still leads there.`}
            </td>
          </tr>
        ))}
        {taxes.map(({ jurisdiction, ppm, from: since, moves }) => (
          <tr key={`${jurisdiction} ${since}`}>
            <th scope="row" className="first">
              Tax of {jurisdiction} from {dayWords(since)}
            </th>
            <td className="amount mono">{formatPpm(ppm)}</td>
            <td className="break">
              {moves
                ? `goes along: ${into.name} has no rate for it by then`
                : `ends: the rate of ${into.name} holds`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
