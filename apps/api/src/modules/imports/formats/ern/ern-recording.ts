import { parseIsrc, parseIswc } from '@flipside/royalty';
import { FieldReading } from '../field-reading.ts';
import { DDEX_ROLES, isRecordingRole, isWorkRole } from '../roles.ts';
import type { MentionedCredit, RecordingSubject, WorkSubject } from '../subject.types.ts';
import type { ErnParties } from './ern-parties.ts';
import { readMasterShares, readWorkShares } from './ern-rights.ts';
import { readDuration, readTitle } from './ern-values.ts';
import { at, childrenOf, descendants, textAt } from './xml-nodes.ts';
import type { XmlNode } from './xml-nodes.ts';

export interface ErnRecording {
  readonly recording: RecordingSubject;
  /** The work that it performs, when the message identifies one and says whose it is. */
  readonly work: WorkSubject | null;
  readonly reference: string;
}

/** One SoundRecording. 3.8 keeps titles, artists and rights in the details of a territory: the first is read. */
export function readSoundRecording(node: XmlNode, parties: ErnParties): ErnRecording {
  const reading = new FieldReading();
  const details = at(node, 'SoundRecordingDetailsByTerritory');
  const holder = flattened(node, details);
  const isrcNode = isrcOf(node);
  const isrc = reading.parsed(isrcNode?.text ?? '', parseIsrc, isrcNode?.line ?? node.line, 'ISRC');
  if (isrcNode === undefined)
    reading.error(node.line, 'ISRC', 'FIELD_MISSING', 'a SoundRecording needs its ISRC');
  const { title, subTitle } = readTitle(holder, reading);
  const credits = readCredits(holder, parties, reading);
  const artist = reading.text(textAt(holder, 'DisplayArtistName'), node.line, 'DisplayArtistName');
  const byArtist = credits.find(({ role }) => role === 'MAIN_ARTIST')?.party.name ?? null;
  if (artist === null && byArtist === null)
    reading.error(node.line, 'DisplayArtistName', 'FIELD_MISSING', 'a SoundRecording needs its artist');
  const reference = textAt(node, 'ResourceReference');
  const work = readWork({ node: holder, title, key: isrcNode?.text ?? reference }, credits, parties);
  return {
    reference,
    work: work?.subject ?? null,
    recording: {
      kind: 'RECORDING',
      key: isrcNode?.text.slice(0, 60) ?? reference,
      line: node.line,
      title,
      isrc,
      versionTitle: subTitle,
      artist: artist ?? byArtist,
      label: reading.text(labelOf(holder), node.line, 'LabelName'),
      durationMs: readDuration(at(node, 'Duration'), reading),
      authoritative: true,
      shares: readMasterShares(holder, parties, reading),
      contributors: withNamedArtist(
        credits.filter(({ role }) => isRecordingRole(role)),
        artist,
      ),
      works: work === null ? [] : [{ key: work.link, iswc: work.subject.iswc }],
      problems: reading.problems,
    },
  };
}

/** The artist has to opt in, also when only the name on display is given. */
function withNamedArtist(credits: readonly MentionedCredit[], artist: string | null): MentionedCredit[] {
  if (artist === null || credits.some(({ role }) => role === 'MAIN_ARTIST')) return [...credits];
  const party = { name: artist, ipiNameNumber: null, isni: null, dpid: null, ref: null };
  return [...credits, { party, role: 'MAIN_ARTIST' }];
}

const flattened = (node: XmlNode, details: XmlNode | undefined): XmlNode =>
  details === undefined ? node : { ...node, children: [...details.children, ...node.children] };

/** 4.3: in an edition, of which the first is the recording itself; before: under the resource. */
const isrcOf = (node: XmlNode): XmlNode | undefined =>
  at(node, 'SoundRecordingEdition', 'ResourceId', 'ISRC') ??
  at(node, 'ResourceId', 'ISRC') ??
  at(node, 'SoundRecordingId', 'ISRC');

function labelOf(node: XmlNode): string {
  const line = at(node, 'SoundRecordingEdition', 'PLine') ?? at(node, 'PLine');
  return textAt(node, 'LabelName') || textAt(line, 'PLineCompany');
}

function readCredits(node: XmlNode, parties: ErnParties, reading: FieldReading): MentionedCredit[] {
  const credits: MentionedCredit[] = [];
  const take = (from: XmlNode, reference: string, roles: readonly XmlNode[]) => {
    const known = roles.flatMap(
      ({ text, attributes }) =>
        DDEX_ROLES[text === 'UserDefined' ? (attributes['UserDefinedValue'] ?? '') : text] ?? [],
    );
    if (known.length === 0) {
      const names =
        roles
          .map(({ text }) => text)
          .join(', ')
          .slice(0, 80) || 'without a role';
      reading.note(
        from.line,
        from.name,
        'ROLE_NOT_CREDITED',
        `A contribution (${names}) is not one that the catalogue credits.`,
      );
      return;
    }
    const party = parties.mentioned(from, reference, reading);
    if (party !== null) credits.push(...known.map((role) => ({ party, role })));
  };
  for (const artist of childrenOf(node, 'DisplayArtist'))
    take(artist, 'ArtistPartyReference', [
      ...childrenOf(artist, 'DisplayArtistRole'),
      ...childrenOf(artist, 'ArtistRole'),
    ]);
  for (const contributor of childrenOf(node, 'Contributor'))
    take(contributor, 'ContributorPartyReference', childrenOf(contributor, 'Role'));
  for (const contributor of [
    ...childrenOf(node, 'ResourceContributor'),
    ...childrenOf(node, 'IndirectResourceContributor'),
  ])
    take(contributor, 'ContributorPartyReference', [
      ...childrenOf(contributor, 'ResourceContributorRole'),
      ...childrenOf(contributor, 'IndirectResourceContributorRole'),
    ]);
  return credits;
}

function readWork(
  { node, title, key }: { node: XmlNode; title: string; key: string },
  credits: readonly MentionedCredit[],
  parties: ErnParties,
): { subject: WorkSubject; link: string } | null {
  const ids = [...childrenOf(node, 'WorkId'), ...descendants(node, 'MusicalWorkId')];
  const id = ids.map((one) => at(one, 'ISWC')).find((one) => one !== undefined);
  const writers = credits.filter(({ role }) => isWorkRole(role));
  const hasController = childrenOf(node, 'WorkRightsController').length > 0;
  if (id === undefined && !hasController && writers.length === 0) return null;
  const reading = new FieldReading();
  const iswc = reading.parsed(id?.text ?? '', parseIswc, id?.line ?? node.line, 'WorkId/ISWC');
  // Without an ISWC nothing tells the works of two recordings apart: each recording then has a work of its own.
  const link = id === undefined ? `work of ${key}` : id.text.slice(0, 60);
  return {
    link,
    subject: {
      kind: 'WORK',
      key: link,
      line: id?.line ?? node.line,
      title,
      iswc,
      shares: hasController ? readWorkShares(node, parties, reading) : null,
      contributors: writers,
      problems: reading.problems,
    },
  };
}
