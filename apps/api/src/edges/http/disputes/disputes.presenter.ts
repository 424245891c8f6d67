import type { z } from 'zod';
import { DISPUTE_STATES } from '../../../modules/disputes/index.ts';
import type {
  DisputableSubject as Subject,
  DisputeDetail,
  DisputeEventRecord,
  DisputeSearch,
  DisputeSummary,
} from '../../../modules/disputes/index.ts';
import type { HeldMoney } from '../../../modules/royalty/index.ts';
import type {
  DisputableSubject,
  DisputeEventView,
  DisputeItem,
  DisputePart,
  DisputeQuery,
  DisputeView,
} from './disputes.schemas.ts';

const OVER = ['UPHELD', 'RELEASED'] as const;

/** What a query asks for. */
export function disputeSearch({ party, state, overdue }: z.infer<typeof DisputeQuery>): DisputeSearch {
  const open = DISPUTE_STATES.filter((one) => !OVER.some((over) => over === one));
  const states = state === undefined ? null : state === 'open' ? open : state === 'over' ? OVER : [state];
  return { ...(party === undefined ? {} : { party }), states, overdue: overdue ?? false };
}

const territoriesOf = ({ territories }: DisputeSummary['parts'][number]) => ({
  include: [...territories.include],
  exclude: [...territories.exclude],
});

export function presentDisputeItem(dispute: DisputeSummary): z.infer<typeof DisputeItem> {
  const { id, side, origin, state, openedByPartyId, parts, subject } = dispute;
  const { title, artist, isrc, iswc } = dispute;
  return {
    ...{ id, side, origin, state, openedByPartyId },
    subject: { ...subject, title, artist, isrc, iswc },
    claimedPpm: Math.max(0, ...parts.map(({ claimedPpm }) => claimedPpm)),
    territories: parts.map(territoriesOf),
    parties: dispute.parties.map(({ respondedAt, ...party }) => ({
      ...party,
      respondedAt: respondedAt?.toISOString() ?? null,
    })),
    openedAt: dispute.openedAt.toISOString(),
    respondBy: dispute.respondBy.toISOString(),
    decideBy: dispute.decideBy?.toISOString() ?? null,
    resolvedAt: dispute.resolvedAt?.toISOString() ?? null,
  };
}

type Named = <T extends { readonly partyId: string }>(line: T) => { id: string; name: string };

const presentPart = (part: DisputeDetail['parts'][number], named: Named): z.infer<typeof DisputePart> => {
  const shares = (all: typeof part.disputed) =>
    all.map(({ partyId, ...share }) => ({ ...share, party: named({ partyId }) }));
  return {
    ...part,
    territories: territoriesOf(part),
    disputed: shares(part.disputed),
    standing: shares(part.standing),
  };
};

const presentEvent = (event: DisputeEventRecord, named: Named): z.infer<typeof DisputeEventView> => ({
  ...event,
  evidence: [...event.evidence],
  at: event.at.toISOString(),
  split:
    event.split?.map((part) =>
      part.map(({ partyId, ...line }) => ({ ...line, party: named({ partyId }) })),
    ) ?? null,
});

export function presentDispute(
  dispute: DisputeDetail,
  held: readonly HeldMoney[],
): z.infer<typeof DisputeView> {
  const named: Named = ({ partyId }) => ({ id: partyId, name: dispute.names[partyId] ?? partyId });
  return {
    ...presentDisputeItem(dispute),
    revision: dispute.revision,
    parts: dispute.parts.map((part) => presentPart(part, named)),
    events: dispute.events.map((event) => presentEvent(event, named)),
    held: held.map(({ currency, heldMicros, releasedMicros }) => ({
      currency,
      heldMicros: String(heldMicros),
      releasedMicros: String(releasedMicros),
    })),
  };
}

export function presentSubject({ shares, ...subject }: Subject): z.infer<typeof DisputableSubject> {
  return {
    ...subject,
    shares: shares.map(({ territories, excludeTerritories, from, to, ...share }) => ({
      ...share,
      territories: [...territories],
      excludeTerritories: [...excludeTerritories],
      from: from?.toISOString() ?? null,
      to: to?.toISOString() ?? null,
    })),
  };
}
