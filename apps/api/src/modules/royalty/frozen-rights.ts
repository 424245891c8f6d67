import { WORLD, WORLDWIDE, contains, parseTerritorySet, ppm, resolveRights } from '@flipside/royalty';
import type {
  LinkedWork,
  OwedShare,
  RightsBook,
  Share,
  SourceRights,
  Territory,
  TerritorySet,
} from '@flipside/royalty';

interface FrozenSpan {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

export interface FrozenShare extends FrozenSpan {
  readonly id: string;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly partyId: string;
  readonly ppm: number;
  readonly recordingId: string | null;
  readonly workId: string | null;
  readonly status: Share['status'];
  /** Of a share that a registry elsewhere keeps. */
  readonly owed?: OwedShare;
  readonly holds: readonly (FrozenSpan & { readonly disputeId: string })[];
}

/** A row of `allocation_ground` as it was written. */
export interface FrozenGround {
  readonly recordingId: string;
  /** `<side> <subject>`, as licences of played recipes cleared them. */
  readonly cleared: readonly string[];
  readonly works: readonly { readonly workId: string; readonly ppm: number; readonly borrowed?: true }[];
  readonly shares: readonly FrozenShare[];
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

function setOf({ include, exclude }: FrozenSpan): TerritorySet {
  // Most shares hold everywhere.
  if (exclude.length === 0 && include.length === 1 && include[0] === WORLD) return WORLDWIDE;
  const set = parseTerritorySet({ include, exclude });
  if (!set.ok) throw new TypeError(set.message);
  return set.value;
}

function shareOf(share: FrozenShare): Share {
  const { recordingId, workId } = share;
  const id = recordingId ?? workId;
  if (id === null) throw new TypeError(`share ${share.id} names no subject`);
  return {
    id: share.id,
    subject: { kind: recordingId === null ? 'WORK' : 'RECORDING', id },
    side: share.side,
    partyId: share.partyId,
    role: 'LABEL',
    ppm: ppm(share.ppm),
    territories: setOf(share),
    from: dateOf(share.from),
    to: dateOf(share.to),
    status: share.status,
    holds: share.holds.map((hold) => ({
      disputeId: hold.disputeId,
      territories: setOf(hold),
      from: dateOf(hold.from),
      to: dateOf(hold.to),
    })),
    source: 'frozen',
    ...(share.owed !== undefined && { owed: share.owed }),
  };
}

interface Ground {
  readonly works: readonly LinkedWork[];
  readonly shares: readonly Share[];
  readonly cleared: ReadonlySet<string>;
  /** Of shares and holds: in which of them a territory lies is all that it decides. */
  readonly sets: readonly TerritorySet[];
}

/** The distinct sets that do not hold everywhere. */
function setsOf(shares: readonly Share[]): TerritorySet[] {
  const all = shares.flatMap((share) =>
    [share, ...(share.holds ?? [])].map(({ territories }) => territories),
  );
  const sets = new Map(all.map((set) => [[...set.include, '-', ...set.exclude].join(' '), set]));
  sets.delete(`${WORLD} -`);
  return [...sets.values()];
}

/** Recordings and territories that are kept between batches; the popular ones come again and again. */
const KEPT = 20_000;

/**
 * Rights of a period as they were frozen. A side is cleared when the licence of a recipe that was played covered it:
 * each of these plays was granted under a decision of its own moment, and plays that were counted stand, whatever was
 * withdrawn since. A share is held when a dispute was open at the instant of the close.
 */
export class FrozenRights implements RightsBook {
  private readonly at: Date;
  private readonly grounds = new Map<string, Ground>();
  private readonly resolved = new Map<string, readonly SourceRights[]>();

  constructor(at: Date) {
    this.at = at;
  }

  missing(recordingIds: Iterable<string>): string[] {
    if (this.grounds.size > KEPT || this.resolved.size > KEPT) {
      this.grounds.clear();
      this.resolved.clear();
    }
    return [...new Set(recordingIds)].filter((id) => !this.grounds.has(id)).sort();
  }

  keep(grounds: readonly FrozenGround[]): void {
    for (const { recordingId, works, shares: frozen, cleared } of grounds) {
      const shares = frozen.map(shareOf);
      this.grounds.set(recordingId, {
        works: works.map(({ workId, ppm: part }) => ({ workId, title: '', splitPpm: ppm(part) })),
        shares,
        cleared: new Set(cleared),
        sets: setsOf(shares),
      });
    }
  }

  /** @throws when the recording was not kept. */
  kindOf(recordingId: string, territory: Territory): string {
    const { sets } = this.groundOf(recordingId);
    return sets.length === 0 ? '' : sets.map((set) => (contains(set, territory) ? '1' : '0')).join('');
  }

  /** @throws when the recording was not kept: rights are not guessed. */
  of(recordingId: string, territory: Territory): readonly SourceRights[] {
    const key = `${recordingId} ${territory}`;
    const known = this.resolved.get(key);
    if (known !== undefined) return known;
    const { works, shares, cleared } = this.groundOf(recordingId);
    const rights = resolveRights({
      recordingId,
      works,
      territory,
      at: this.at,
      shares,
      isCleared: (side, subjectId) => cleared.has(`${side} ${subjectId}`),
    });
    this.resolved.set(key, rights);
    return rights;
  }

  private groundOf(recordingId: string): Ground {
    const ground = this.grounds.get(recordingId);
    if (ground === undefined) throw new Error(`the rights of ${recordingId} were not frozen`);
    return ground;
  }
}
