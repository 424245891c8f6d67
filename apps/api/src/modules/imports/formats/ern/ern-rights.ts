import type { ContributorRole } from '@flipside/royalty';
import { quoted } from '../field-reading.ts';
import type { FieldReading } from '../field-reading.ts';
import { fractionToPpm, percentToPpm } from '../percent.ts';
import type { MentionedShare } from '../subject.types.ts';
import { wholeShares } from '../whole-shares.ts';
import type { ErnParties } from './ern-parties.ts';
import { readDay, readTerritories } from './ern-values.ts';
import { at, childrenOf } from './xml-nodes.ts';
import type { XmlNode } from './xml-nodes.ts';

const WHOLE = 1_000_000;

/** Who holds the recording: ResourceRightsController (4.x) or RightsController (3.8). `null`: nobody is named. */
export function readMasterShares(
  node: XmlNode,
  parties: ErnParties,
  reading: FieldReading,
): MentionedShare[] | null {
  const controllers = [
    ...childrenOf(node, 'ResourceRightsController'),
    ...childrenOf(node, 'RightsController'),
  ];
  const shares: MentionedShare[] = [];
  for (const controller of controllers) {
    const role = masterRole(controller);
    const part = readPart(controller, reading);
    const party = parties.mentioned(controller, 'RightsControllerPartyReference', reading);
    const territories = readTerritories(controller, reading);
    if (part !== null && party !== null && part > 0)
      shares.push({ party, role, ppm: part, territories, validFrom: null, validTo: null });
  }
  return whole(shares, controllers[0]?.line ?? node.line, reading);
}

/** Who holds the work (WorkRightsController, 4.x). */
export function readWorkShares(
  node: XmlNode,
  parties: ErnParties,
  reading: FieldReading,
): MentionedShare[] | null {
  const controllers = childrenOf(node, 'WorkRightsController');
  const shares: MentionedShare[] = [];
  for (const controller of controllers) {
    const part = readPart(controller, reading);
    const party = parties.mentioned(controller, 'RightsControllerPartyReference', reading);
    const territories = readTerritories(controller, reading);
    const from = readDay(at(controller, 'StartDate'), reading);
    const to = readDay(at(controller, 'EndDate'), reading);
    if (part === null || party === null || part === 0) continue;
    const validity = { validFrom: asInstant(from), validTo: asInstant(to) };
    shares.push({ party, role: workRole(controller), ppm: part, territories, ...validity });
  }
  return whole(shares, controllers[0]?.line ?? node.line, reading);
}

const asInstant = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));

function whole(
  shares: readonly MentionedShare[],
  line: number,
  reading: FieldReading,
): MentionedShare[] | null {
  if (shares.length === 0) return null;
  const result = wholeShares(shares, 'REFUSED');
  if (result.ok) return result.shares;
  reading.error(
    line,
    'RightSharePercentage',
    result.over ? 'SHARES_OVER_WHOLE' : 'SHARES_NOT_WHOLE',
    result.reason,
  );
  return null;
}

/** A percentage; with `HasMaxValueOfOne` a fraction; absent the whole; unknown nothing that could be entered. */
function readPart(controller: XmlNode, reading: FieldReading): number | null {
  const unknown = at(controller, 'RightShareUnknown');
  if (unknown?.text === 'true') {
    reading.note(
      unknown.line,
      'RightShareUnknown',
      'SHARE_UNKNOWN',
      'The message does not know this share; it is not entered.',
    );
    return null;
  }
  const node = at(controller, 'RightSharePercentage');
  if (node === undefined) return WHOLE;
  const ppm =
    node.attributes['HasMaxValueOfOne'] === 'true' ? fractionToPpm(node.text) : percentToPpm(node.text);
  if (ppm !== null) return ppm;
  const negative = node.text.startsWith('-');
  reading.error(
    node.line,
    'RightSharePercentage',
    negative ? 'SHARE_NEGATIVE' : 'SHARE_INVALID',
    `${quoted(node.text)} ${negative ? 'is negative' : 'is not a percentage from 0 to 100'}`,
  );
  return null;
}

function masterRole(controller: XmlNode): ContributorRole {
  const [role] = [
    ...childrenOf(controller, 'RightsControlType'),
    ...childrenOf(controller, 'RightsControllerRole'),
  ];
  return role?.text === 'RightsAdministrator' ? 'ADMINISTRATOR' : 'LABEL';
}

const WORK_CONTROLLERS: Readonly<Record<string, ContributorRole>> = {
  OriginalPublisher: 'PUBLISHER',
  SubPublisher: 'SUB_PUBLISHER',
  Administrator: 'ADMINISTRATOR',
  Writer: 'COMPOSER_LYRICIST',
  Composer: 'COMPOSER',
  Lyricist: 'LYRICIST',
};

const workRole = (controller: XmlNode): ContributorRole =>
  WORK_CONTROLLERS[at(controller, 'RightsControllerType')?.text ?? ''] ?? 'PUBLISHER';
