import type { Credits, CreditSource } from './credits.ts';

/** Text for XML 1.0: characters that XML cannot carry at all become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

const element = (name: string, ...content: readonly string[]): string =>
  `<${name}>${content.join('')}</${name}>`;
const leaf = (name: string, text: string): string => element(name, escapeXml(text));
/** Decimal seconds, exact to the millisecond (ERN 4.3 timings are decimal seconds, not durations). */
const seconds = (milliseconds: number): string => String(milliseconds / 1000);
/** `xs:duration` as the published samples write it. */
const duration = (milliseconds: number): string => `PT${milliseconds / 1000}S`;

/** Parties by name, numbered in the order in which they are first named. */
class Parties {
  private readonly references = new Map<string, string>();

  reference(name: string): string {
    const known = this.references.get(name);
    if (known !== undefined) return known;
    const reference = `P${this.references.size + 1}`;
    this.references.set(name, reference);
    return reference;
  }

  toXml(): string {
    const parties = [...this.references].map(([name, reference]) =>
      element('Party', leaf('PartyReference', reference), element('PartyName', leaf('FullName', name))),
    );
    return element('PartyList', ...parties);
  }
}

/** DDEX contributor roles are single words; what the catalogue calls otherwise is kept as a user-defined role. */
function roleXml(role: string): string {
  return /^[A-Z][A-Za-z]{1,40}$/.test(role)
    ? leaf('Role', role)
    : `<Role Namespace="Flipside" UserDefinedValue="${escapeXml(role)}">UserDefined</Role>`;
}

const displayTitle = (title: string): string =>
  leaf('DisplayTitleText', title) +
  `<DisplayTitle ApplicableTerritoryCode="Worldwide" IsDefault="true">${leaf('TitleText', title)}</DisplayTitle>`;

function artists(names: readonly string[], parties: Parties): string {
  const list = names.map(
    (name, index) =>
      `<DisplayArtist SequenceNumber="${index + 1}">` +
      leaf('ArtistPartyReference', parties.reference(name)) +
      leaf('DisplayArtistRole', 'MainArtist') +
      '</DisplayArtist>',
  );
  return leaf('DisplayArtistName', names.join(', ')) + list.join('');
}

function contributors(list: readonly { name: string; role: string }[], parties: Parties): string {
  return list
    .map(
      ({ name, role }, index) =>
        `<Contributor SequenceNumber="${index + 1}">` +
        leaf('ContributorPartyReference', parties.reference(name)) +
        roleXml(role) +
        '</Contributor>',
    )
    .join('');
}

const controllers = (names: readonly string[], parties: Parties): string =>
  names
    .map((name) =>
      element(
        'ResourceRightsController',
        leaf('RightsControllerPartyReference', parties.reference(name)),
        leaf('RightsControlType', 'RightsController'),
        leaf('RightShareUnknown', 'true'),
      ),
    )
    .join('');

const workControllers = (names: readonly string[], parties: Parties): string =>
  names
    .map((name) =>
      element(
        'WorkRightsController',
        leaf('RightsControllerPartyReference', parties.reference(name)),
        leaf('RightShareUnknown', 'true'),
      ),
    )
    .join('');

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

function remixXml(credits: Credits, parties: Parties): string {
  const holders = [...new Set(credits.sources.flatMap(({ recording }) => recording.mainArtists))];
  return element(
    'SoundRecording',
    leaf('ResourceReference', 'A1'),
    leaf('Type', 'MusicalWorkSoundRecording'),
    element(
      'SoundRecordingEdition',
      element(
        'ResourceId',
        `<ProprietaryId Namespace="Flipside">${escapeXml(credits.recipe)}</ProprietaryId>`,
      ),
    ),
    displayTitle(credits.title),
    artists([credits.remixer.name], parties),
    contributors(
      [
        { name: credits.remixer.name, role: 'Remixer' },
        ...holders.map((name) => ({ name, role: 'RemixedArtist' })),
      ],
      parties,
    ),
    leaf('Duration', duration(credits.durationMs)),
    leaf('ParentalWarningType', 'NoAdviceAvailable'),
    ...credits.sources.map((source, index) => relation(source, `A${index + 2}`)),
  );
}

function sourceXml({ recording }: CreditSource, reference: string, parties: Parties): string {
  const codes = recording.works.flatMap(({ iswc }) => (iswc === null ? [] : [leaf('ISWC', iswc)]));
  const publishers = [...new Set(recording.works.flatMap((work) => work.publishers))];
  const writers = recording.works.flatMap((work) => work.writers);
  return (
    '<SoundRecording IsSupplemental="true">' +
    leaf('ResourceReference', reference) +
    leaf('Type', 'MusicalWorkSoundRecording') +
    element('SoundRecordingEdition', element('ResourceId', leaf('ISRC', recording.isrc))) +
    (codes.length === 0 ? '' : element('WorkId', ...codes)) +
    displayTitle(recording.title) +
    artists(recording.mainArtists, parties) +
    contributors([...recording.contributors, ...writers], parties) +
    controllers(recording.holders, parties) +
    workControllers(publishers, parties) +
    leaf('ParentalWarningType', 'NoAdviceAvailable') +
    '</SoundRecording>'
  );
}

/**
 * `PartyList` and `ResourceList` of a DDEX ERN 4.3 message for the remix, in the way the DjMix profile describes a
 * mix: the remix is resource A1, each source a supplemental recording to which A1 relates by `HasContentFrom`, with
 * the second of the remix where each use starts and how long it lasts. The elements carry no namespace: in ERN only
 * the message's root does.
 */
export function creditsAsErn(credits: Credits): string {
  const parties = new Parties();
  const resources = element(
    'ResourceList',
    remixXml(credits, parties),
    ...credits.sources.map((source, index) => sourceXml(source, `A${index + 2}`, parties)),
  );
  return parties.toXml() + resources;
}
