import type { Grant } from '@flipside/royalty';
import { toGrantScope, toMinimumRate } from './grant-terms.ts';
import type { GrantVersion } from './grant.repository.ts';

/** A version that may be appended, as `clear` takes it: for asking what would become of flips. */
export function toPlannedGrant(version: GrantVersion): Grant {
  const { id, partyId, side, state, policy, minimumRate, withdrawnFrom, recordingId, workId } = version;
  const subjectId = recordingId ?? workId;
  if (subjectId === null) throw new TypeError('only grants for recordings and works are planned');
  return {
    ...{ id, version: version.version, partyId, side, state, policy },
    subject: { kind: recordingId === null ? 'WORK' : 'RECORDING', id: subjectId },
    scope: toGrantScope(version.scope),
    ...(minimumRate === null ? {} : { minimumRate: toMinimumRate(minimumRate) }),
    ...(withdrawnFrom === null ? {} : { withdrawnFrom }),
  };
}
