import type { DsrLine, DsrParty, DsrResource, ExportHeldLine, ExportLine } from '@flipside/royalty';
import { versionOf } from './statement-export.repository.ts';
import type { ExportFacts, NamedParty, RecordingFact, WorkFact } from './statement-export.types.ts';

/** A line of a statement, paid or held. */
export type AnyLine = ExportLine | ExportHeldLine;

/** The strongest identifier of a party, led by its namespace. */
export function partyIdOf({ isni, ipi, dpid }: NamedParty): string | null {
  if (isni !== null) return `ISNI::${isni}`;
  if (ipi !== null) return `IPI::${ipi}`;
  return dpid === null ? null : `DPID::${dpid}`;
}

const COMPOSER_ROLES = new Set(['COMPOSER', 'LYRICIST', 'COMPOSER_LYRICIST']);
const ARRANGER_ROLES = new Set(['ARRANGER', 'ADAPTER']);
const PUBLISHER_ROLES = new Set(['PUBLISHER', 'ADMINISTRATOR', 'SUB_PUBLISHER']);

type WorkNames = Pick<DsrResource, 'iswc' | 'composerAuthors' | 'arrangers' | 'publishers' | 'contributors'>;
const NO_WORK: WorkNames = {
  iswc: null,
  composerAuthors: [],
  arrangers: [],
  publishers: [],
  contributors: [],
};

function workNames(work: WorkFact | undefined): WorkNames {
  if (work === undefined) return NO_WORK;
  const named = (belongs: (role: string) => boolean): DsrParty[] => [
    ...new Map(
      work.parties
        .filter(({ role }) => belongs(role))
        .map((party) => [party.name, { name: party.name, partyId: partyIdOf(party) }]),
    ).values(),
  ];
  const known = [COMPOSER_ROLES, ARRANGER_ROLES, PUBLISHER_ROLES];
  return {
    iswc: work.iswc,
    composerAuthors: named((role) => COMPOSER_ROLES.has(role)),
    arrangers: named((role) => ARRANGER_ROLES.has(role)),
    publishers: named((role) => PUBLISHER_ROLES.has(role)),
    contributors: named((role) => known.every((roles) => !roles.has(role))),
  };
}

const recordingResource = (recording: RecordingFact, work: WorkFact | undefined): DsrResource => ({
  resourceId: recording.id,
  title: recording.title,
  subTitle: recording.subTitle,
  artist: { name: recording.artist, partyId: partyIdOf(recording) },
  durationMs: recording.durationMs,
  ...workNames(work),
});

/** What earned: the recording, or on a producer's line the flip itself. */
function resourceOf(line: AnyLine, facts: ExportFacts): DsrResource {
  const recording = line.isrc === null ? undefined : facts.recordings.get(line.isrc);
  if (recording !== undefined) {
    const isWork = line.side === 'COMPOSITION' && line.subjectId !== null;
    return recordingResource(recording, isWork ? facts.works.get(line.subjectId) : undefined);
  }
  const flip = facts.flips.get(line.recipe);
  return {
    resourceId: line.isrc ?? line.recipe,
    title: ('sourceTitle' in line ? line.sourceTitle : null) ?? line.recipeTitle,
    subTitle: null,
    artist: { name: flip?.producer ?? '', partyId: null },
    durationMs: flip?.durationMs ?? null,
    ...NO_WORK,
  };
}

/** Lines with what the catalogue says about them. */
export function dsrLines(lines: readonly AnyLine[], facts: ExportFacts, baseUrl: string): DsrLine[] {
  return lines.map((line) => {
    const tariff = facts.tariffs.get(versionOf(line.tariff));
    if (tariff === undefined) throw new Error(`tariff ${line.tariff} is missing`);
    const code = facts.flips.get(line.recipe)?.code ?? null;
    return {
      line,
      kind: tariff.kind,
      netRevenueMicros: tariff.perPlayMicros === null ? null : tariff.perPlayMicros * line.plays,
      resource: resourceOf(line, facts),
      releaseUrl: code === null ? `${baseUrl}/api/recipes/${line.recipe}` : `${baseUrl}/r/${code}`,
    };
  });
}
