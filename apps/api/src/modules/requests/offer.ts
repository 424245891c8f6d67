import { WORLD, contains, termFaults } from '@flipside/royalty';
import type { Grant, SourceUse, TerritoryOrWorld } from '@flipside/royalty';
import { toGrantScope, toMinimumRate } from '../consent/index.ts';
import type { Assessed } from './request-assessor.service.ts';
import type { AskedReason, LineRow, Offer } from './request.types.ts';

/** The draft's uses of what a line is about. */
function usesOf(line: Pick<LineRow, 'recordingId' | 'workId'>, { assessment }: Assessed): SourceUse[] {
  const { recordings } = assessment.decided.snapshot;
  return assessment.uses.flatMap(({ sourceId: _sourceId, ...use }) => {
    const recording = recordings.get(use.recordingId);
    if (recording === undefined) return [];
    const isAbout =
      use.recordingId === line.recordingId || recording.works.some(({ workId }) => workId === line.workId);
    return isAbout ? [{ ...use, isrc: recording.isrc, works: recording.works }] : [];
  });
}

function placeAndTime({ scope }: Pick<Grant, 'scope'>, territory: TerritoryOrWorld, at: Date): string[] {
  const faults: string[] = [];
  if (!contains(scope.territories, territory))
    faults.push(`does not hold in ${territory === WORLD ? 'the whole world' : territory}`);
  if (scope.from !== null && scope.from > at) faults.push(`holds from ${day(scope.from)} on`);
  if (scope.to !== null && scope.to <= at) faults.push(`held until ${day(scope.to)}`);
  return faults;
}

const day = (instant: Date): string => instant.toISOString().slice(0, 10);

/** What a draft does beyond the terms that are offered for it; nothing when the offer can be taken as it is. */
export function offerBreaks(offer: Offer, line: LineRow, assessed: Assessed): AskedReason[] {
  const { at, decided } = assessed.assessment;
  const { territory } = decided.decision;
  const { terms, partyId } = offer;
  const grant: Grant = {
    ...{ id: line.id, version: 1, partyId, side: line.side, state: 'GRANTED', policy: terms.policy },
    subject: {
      kind: line.recordingId === null ? 'WORK' : 'RECORDING',
      id: line.recordingId ?? line.workId ?? '',
    },
    scope: toGrantScope(terms.scope),
    ...(terms.minimumRate === null ? {} : { minimumRate: toMinimumRate(terms.minimumRate) }),
  };
  const faults = [
    ...placeAndTime(grant, territory, at).map((detail) => ({ code: 'OUT_OF_TERRITORY_OR_TIME', detail })),
    ...usesOf(line, assessed).flatMap((use) => termFaults(grant, use, decided.tariff)),
  ];
  const said = new Map(faults.map(({ code, detail }) => [`${code} ${detail}`, { code, detail, territory }]));
  return [...said.values()];
}
