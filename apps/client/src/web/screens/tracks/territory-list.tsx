import type { TerritoryGroup } from '../../queries/recordings.ts';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { territoryName } from '../../words/territories.ts';
import { listWords } from '../../words/flip-words.ts';

/** More names than these are folded away. */
const NAMED = 4;
const SIDE_WORDS = { MASTER: 'recording', COMPOSITION: 'composition' } as const;

const byName = (codes: readonly string[]): string[] =>
  codes.map(territoryName).sort((a, b) => a.localeCompare(b, 'en'));

/** Who is missing, each once: "Bo Writer (composition)". */
function missingWords({ reasons, moreReasons }: TerritoryGroup): string {
  const names = reasons.map(({ party, side, detail }) =>
    party === null ? `${detail} (${SIDE_WORDS[side]})` : `${party.name} ${detail} (${SIDE_WORDS[side]})`,
  );
  return listWords([...new Set(names), ...(moreReasons > 0 ? [`${moreReasons} more`] : [])]);
}

function Group({ group, isOnly }: { group: TerritoryGroup; isOnly: boolean }) {
  const { count, territories, state } = group;
  const names = byName(territories);
  return (
    <li className="territory-group">
      <ClearanceBadge status={state} />
      <div>
        {count <= NAMED ? (
          <p>{listWords(names)}</p>
        ) : (
          <details>
            <summary>
              <span className="mono">{count}</span> {isOnly ? 'territories, all there are' : 'territories'}
            </summary>
            <p className="secondary territory-names">{names.join(', ')}</p>
          </details>
        )}
        {group.reasons.length > 0 && <p className="secondary">{missingWords(group)}.</p>}
      </div>
    </li>
  );
}

/** Where a recording may be flipped and where not, and who is missing there. */
export function TerritoryList({ groups }: { groups: readonly TerritoryGroup[] }) {
  const licensed = groups
    .filter(({ state }) => state === 'CLEARED')
    .reduce((sum, { count }) => sum + count, 0);
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="territory-list">
      <h3 className="label">
        Cleared in <span className="mono">{licensed}</span> of <span className="mono">{all}</span> territories
      </h3>
      <ul>
        {groups.map((group) => (
          <Group key={group.territories[0]} group={group} isOnly={groups.length === 1} />
        ))}
      </ul>
    </section>
  );
}
