import { correctionAsText, type CreditCorrection } from './credits.corrections.ts';
import type { CreditContributor, Credits, CreditSource } from './credits.ts';
import {
  artists,
  comment,
  contributors,
  controllers,
  displayTitle,
  duration,
  element,
  escapeXml,
  everywhere,
  leaf,
  Parties,
  seconds,
  workControllers,
} from './ern.elements.ts';

/** What a message says beside the credits. */
export interface ErnMessage {
  /** The instance that says it; without a DPID it can only send test messages. */
  readonly sender: { readonly name: string; readonly dpid: string | null };
  /** RFC 3339. */
  readonly createdAt: string;
  /** RFC 3339: when the remix was published. */
  readonly publishedAt: string;
  readonly corrections: readonly CreditCorrection[];
}

const NAMESPACE = 'http://ddex.net/xml/ern/43';
const proprietaryId = (text: string) =>
  `<ProprietaryId Namespace="Flipside">${escapeXml(text)}</ProprietaryId>`;

function relation(source: CreditSource, reference: string): string {
  // A timing is required; a source that is never heard is no content of the remix.
  if (source.intervals.length === 0) return '';
  const timings = source.intervals.map(([start, end]) =>
    element('Timing', leaf('StartPoint', seconds(start)), leaf('DurationUsed', duration(end - start))),
  );
  return element(
    'RelatedResource',
    leaf('ResourceRelationshipType', 'HasContentFrom'),
    leaf('ResourceRelatedResourceReference', reference),
    ...timings,
  );
}

/** Names that corrections add to one of the resources; those that were frozen stay beside them. */
function corrected(
  corrections: readonly CreditCorrection[],
  isAbout: (correction: CreditCorrection) => boolean,
): CreditContributor[] {
  return corrections.flatMap((one) => (one.proposed !== null && isAbout(one) ? [one.proposed] : []));
}

function remixXml(credits: Credits, corrections: readonly CreditCorrection[], parties: Parties): string {
  const holders = [...new Set(credits.sources.flatMap(({ recording }) => recording.mainArtists))];
  return element(
    'SoundRecording',
    leaf('ResourceReference', 'A1'),
    leaf('Type', 'MusicalWorkSoundRecording'),
    element('SoundRecordingEdition', element('ResourceId', proprietaryId(credits.recipe))),
    displayTitle(credits.title),
    artists([credits.remixer.name], parties),
    contributors(
      [
        { name: credits.remixer.name, role: 'Remixer' },
        ...credits.parents.map(({ remixer }) => ({ name: remixer, role: 'Remixer' })),
        ...holders.map((name) => ({ name, role: 'RemixedArtist' })),
        ...corrected(corrections, ({ side }) => side === 'REMIX'),
      ],
      parties,
    ),
    leaf('Duration', duration(credits.durationMs)),
    leaf('ParentalWarningType', 'NoAdviceAvailable'),
    ...credits.sources.map((source, index) => relation(source, `A${index + 2}`)),
  );
}

function sourceXml(
  { recording, sourceId, durationMs }: CreditSource,
  reference: string,
  credits: Credits,
  corrections: readonly CreditCorrection[],
  parties: Parties,
): string {
  const codes = recording.works.flatMap(({ iswc }) => (iswc === null ? [] : [leaf('ISWC', iswc)]));
  const publishers = [...new Set(recording.works.flatMap((work) => work.publishers))];
  const writers = recording.works.flatMap((work) => work.writers);
  const isAbout = ({ side, isrc, iswc, subject }: CreditCorrection) => {
    if (side === 'REMIX') return false;
    if (isrc !== null) return isrc === recording.isrc;
    return recording.works.some((work) => (iswc === null ? work.title === subject : work.iswc === iswc));
  };
  return (
    '<SoundRecording IsSupplemental="true">' +
    leaf('ResourceReference', reference) +
    leaf('Type', 'MusicalWorkSoundRecording') +
    element(
      'SoundRecordingEdition',
      // Secondary recordings have an identifier of the sender's own (DDEX Release Profiles, clause 5.3.1.4).
      element('ResourceId', leaf('ISRC', recording.isrc), proprietaryId(`${credits.recipe}#${sourceId}`)),
    ) +
    (codes.length === 0 ? '' : element('WorkId', ...codes)) +
    displayTitle(recording.title) +
    artists(recording.mainArtists, parties) +
    contributors([...recording.contributors, ...writers, ...corrected(corrections, isAbout)], parties) +
    controllers(recording.holders, parties) +
    workControllers(publishers, parties) +
    (durationMs === undefined ? '' : leaf('Duration', duration(durationMs))) +
    leaf('ParentalWarningType', 'NoAdviceAvailable') +
    '</SoundRecording>'
  );
}

function releaseXml(credits: Credits, publishedAt: string, parties: Parties): string {
  const { title, remixer, recipe, durationMs } = credits;
  return element(
    'Release',
    leaf('ReleaseReference', 'R1'),
    leaf('ReleaseType', 'DjMix'),
    element('ReleaseId', proprietaryId(recipe)),
    displayTitle(title),
    artists([remixer.name], parties),
    everywhere('ReleaseLabelReference', parties.reference(remixer.name)),
    leaf('Duration', duration(durationMs)),
    everywhere('Genre', leaf('GenreText', 'Remix')),
    everywhere('OriginalReleaseDate', publishedAt.slice(0, 10)),
    everywhere('ParentalWarningType', 'NoAdviceAvailable'),
    element(
      'ResourceGroup',
      element(
        'ResourceGroupContentItem',
        leaf('SequenceNumber', '1'),
        leaf('ReleaseResourceReference', 'A1'),
      ),
    ),
  );
}

function headerXml({ sender, createdAt }: ErnMessage, messageId: string): string {
  const party = [
    ...(sender.dpid === null ? [] : [leaf('PartyId', sender.dpid)]),
    element('PartyName', leaf('FullName', sender.name)),
  ];
  return element(
    'MessageHeader',
    leaf('MessageId', messageId),
    element('MessageSender', ...party),
    // Whoever asks may have it: it is addressed to nobody else.
    element('MessageRecipient', ...party),
    leaf('MessageCreatedDateTime', createdAt),
    leaf('MessageControlType', sender.dpid === null ? 'TestMessage' : 'LiveMessage'),
  );
}

/**
 * A DDEX ERN 4.3 `NewReleaseMessage` for the remix, in the way the DjMix profile describes a mix: the remix is
 * resource A1, each source a supplemental recording to which A1 relates by `HasContentFrom`, with the second of the
 * remix where each use starts and how long it lasts. It has no deals: it tells who made what, and offers nothing.
 * Only the root carries a namespace. Corrected names are added to those that were frozen, and comments tell which.
 */
export function creditsAsErn(credits: Credits, message: ErnMessage): string {
  const parties = new Parties(credits.parties ?? []);
  const { corrections } = message;
  const resources = element(
    'ResourceList',
    remixXml(credits, corrections, parties),
    ...credits.sources.map((source, index) =>
      sourceXml(source, `A${index + 2}`, credits, corrections, parties),
    ),
  );
  const releases = element('ReleaseList', releaseXml(credits, message.publishedAt, parties));
  const root = `ern:NewReleaseMessage xmlns:ern="${NAMESPACE}" ReleaseProfileVersionId="DjMix" LanguageAndScriptCode="en" AvsVersionId="3"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<${root}>`,
    ...(message.sender.dpid === null
      ? [comment('The sender has no DPID: a test message, not for delivery.')]
      : []),
    ...corrections.map((correction) => comment(correctionAsText(correction))),
    headerXml(message, credits.recipe),
    parties.toXml(),
    resources,
    releases,
    '</ern:NewReleaseMessage>\n',
  ].join('');
}
