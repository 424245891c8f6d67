import type { CatalogueShape } from './csv-file.ts';
import { SHAPE } from './csv-file.ts';
import { gridOf, icpnOf, ipiOf, isrcOf, iswcOf } from './identifiers.ts';

/** The versions whose element order and names are written here. */
export type ErnVersionName = '43' | '42' | '41' | '382';

/** A NewReleaseMessage with parties, recordings, releases and deals, by the content models of the version. */
export async function* ernFile(
  over: Partial<CatalogueShape & { readonly version: ErnVersionName; readonly withDeals: boolean }> = {},
): AsyncGenerator<string> {
  const { version = '43', withDeals = true, ...rest } = over;
  const shape = { ...SHAPE, ...rest };
  const writer = version === '382' ? legacy(shape) : current(shape, version);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/${version}" LanguageAndScriptCode="en" AvsVersionId="4">\n`;
  yield '<MessageHeader><MessageId>M1</MessageId><MessageSender><PartyId>PADPIDA2026112501X</PartyId></MessageSender><MessageControlType>LiveMessage</MessageControlType></MessageHeader>\n';
  yield* writer.parties();
  yield '<ResourceList>\n';
  for (let recording = 0; recording < shape.recordings; recording += 1) yield writer.recording(recording);
  yield '</ResourceList>\n<ReleaseList>\n';
  const releases = Math.ceil(shape.recordings / shape.recordingsPerRelease);
  for (let release = 0; release < releases; release += 1) yield writer.release(release);
  yield '</ReleaseList>\n';
  if (withDeals) {
    yield '<DealList>\n';
    for (let release = 0; release < releases; release += 1) yield writer.deal(release);
    yield '</DealList>\n';
  }
  yield '</ern:NewReleaseMessage>\n';
}

interface ErnWriter {
  parties(): Generator<string>;
  recording(recording: number): string;
  release(release: number): string;
  deal(release: number): string;
}

const tracksOf = (release: number, { recordings, recordingsPerRelease }: CatalogueShape): number[] =>
  Array.from(
    { length: Math.min(recordingsPerRelease, recordings - release * recordingsPerRelease) },
    (_, index) => release * recordingsPerRelease + index,
  );

const duration = (recording: number): string => `PT3M${recording % 60}S`;

function current(shape: CatalogueShape, version: ErnVersionName): ErnWriter {
  const party = (reference: string, name: string, id = '') =>
    `<Party><PartyReference>${reference}</PartyReference><PartyName><FullName>${name}</FullName></PartyName>${id}</Party>\n`;
  const label =
    version === '41'
      ? '<PartyName><FullName>Some Records</FullName></PartyName>'
      : '<RightsControllerPartyReference>PLabel</RightsControllerPartyReference>';
  const control = version === '43' || version === '42' ? 'RightsControlType' : 'RightsControllerRole';
  return {
    *parties() {
      yield '<PartyList>\n';
      yield party('PLabel', 'Some Records');
      yield party(
        'PPublisher',
        'Some Publishing',
        `<PartyId><IpiNameNumber>${ipiOf(900_000)}</IpiNameNumber></PartyId>`,
      );
      for (let artist = 0; artist < shape.artists; artist += 1) {
        yield party(`PArtist${artist}`, `Artist ${artist}`);
        yield party(
          `PWriter${artist}`,
          `Writer ${artist}`,
          `<PartyId><IpiNameNumber>${ipiOf(artist)}</IpiNameNumber></PartyId>`,
        );
      }
      yield '</PartyList>\n';
    },
    recording(recording) {
      const artist = recording % shape.artists;
      const work = Math.floor(recording / shape.recordingsPerWork);
      const ids = `<ResourceId><ISRC>${isrcOf(recording)}</ISRC></ResourceId><PLine><Year>2024</Year><PLineText>2024 Some Records</PLineText></PLine>`;
      return `<SoundRecording><ResourceReference>A${recording}</ResourceReference><Type>MusicalWorkSoundRecording</Type>
${version === '43' ? `<SoundRecordingEdition>${ids}</SoundRecordingEdition>` : ids}
<WorkId><ISWC>${iswcOf(work)}</ISWC></WorkId><DisplayTitleText>Track ${recording}${shape.edition}</DisplayTitleText>
<DisplayTitle><TitleText>Track ${recording}${shape.edition}</TitleText></DisplayTitle><DisplayArtistName>Artist ${artist}</DisplayArtistName>
<DisplayArtist><ArtistPartyReference>PArtist${artist}</ArtistPartyReference><DisplayArtistRole>MainArtist</DisplayArtistRole></DisplayArtist>
<Contributor><ContributorPartyReference>PWriter${artist}</ContributorPartyReference><Role>Composer</Role></Contributor>
<ResourceRightsController>${label}<${control}>RightsController</${control}><RightSharePercentage HasMaxValueOfOne="true">0.8</RightSharePercentage></ResourceRightsController>
<ResourceRightsController>${label.replace('PLabel', `PArtist${artist}`).replace('Some Records', `Artist ${artist}`)}<${control}>RightsController</${control}><RightSharePercentage>20</RightSharePercentage></ResourceRightsController>
<WorkRightsController><RightsControllerPartyReference>PPublisher</RightsControllerPartyReference><RightsControllerType>OriginalPublisher</RightsControllerType><RightSharePercentage>50</RightSharePercentage><Territory>Worldwide</Territory></WorkRightsController>
<WorkRightsController><RightsControllerPartyReference>PWriter${artist}</RightsControllerPartyReference><RightsControllerType>Writer</RightsControllerType><RightSharePercentage>50</RightSharePercentage><Territory>Worldwide</Territory></WorkRightsController>
<Duration>${duration(recording)}</Duration></SoundRecording>\n`;
    },
    release(release) {
      const items = tracksOf(release, shape)
        .map(
          (track, index) =>
            `<ResourceGroupContentItem><SequenceNumber>${index + 1}</SequenceNumber><ReleaseResourceReference>A${track}</ReleaseResourceReference></ResourceGroupContentItem>`,
        )
        .join('');
      return `<Release><ReleaseReference>R${release}</ReleaseReference><ReleaseType>Album</ReleaseType><ReleaseId><GRid>${gridOf(release)}</GRid><ICPN>00${icpnOf(release)}</ICPN><CatalogNumber Namespace="DPID:PADPIDA2026112501X">CAT${release}</CatalogNumber></ReleaseId>
<DisplayTitleText>Album ${release}</DisplayTitleText><DisplayArtistName>Various artists</DisplayArtistName><ReleaseDate>2024-05-31</ReleaseDate><ResourceGroup>${items}</ResourceGroup></Release>\n`;
    },
    deal: (release) =>
      `<ReleaseDeal><DealReleaseReference>R${release}</DealReleaseReference><Deal><DealTerms><TerritoryCode>Worldwide</TerritoryCode><ValidityPeriod><StartDate>2024-05-31</StartDate></ValidityPeriod><CommercialModelType>SubscriptionModel</CommercialModelType><UseType>OnDemandStream</UseType></DealTerms></Deal></ReleaseDeal>\n`,
  };
}

/** 3.8.2: parties and titles stand in the details of a territory, and there is no PartyList. */
function legacy(shape: CatalogueShape): ErnWriter {
  return {
    // oxlint-disable-next-line require-yield
    *parties() {
      return;
    },
    recording(recording) {
      const artist = recording % shape.artists;
      return `<SoundRecording><SoundRecordingType>MusicalWorkSoundRecording</SoundRecordingType><SoundRecordingId><ISRC>${isrcOf(recording)}</ISRC></SoundRecordingId><ResourceReference>A${recording}</ResourceReference>
<ReferenceTitle><TitleText>Track ${recording}${shape.edition}</TitleText></ReferenceTitle><Duration>${duration(recording)}</Duration>
<SoundRecordingDetailsByTerritory><TerritoryCode>Worldwide</TerritoryCode><Title TitleType="DisplayTitle"><TitleText>Track ${recording}${shape.edition}</TitleText></Title>
<DisplayArtist SequenceNumber="1"><PartyName><FullName>Artist ${artist}</FullName></PartyName><ArtistRole>MainArtist</ArtistRole></DisplayArtist>
<RightsController><PartyName><FullName>Some Records</FullName></PartyName><RightsControllerRole>RightsController</RightsControllerRole><RightShareUnknown>true</RightShareUnknown></RightsController>
<PLine><Year>2024</Year><PLineText>2024 Some Records</PLineText></PLine></SoundRecordingDetailsByTerritory></SoundRecording>\n`;
    },
    release(release) {
      const references = tracksOf(release, shape).map(
        (track) => `<ReleaseResourceReference>A${track}</ReleaseResourceReference>`,
      );
      return `<Release><ReleaseId><ICPN IsEan="true">${icpnOf(release)}</ICPN></ReleaseId><ReleaseReference>R${release}</ReleaseReference><ReferenceTitle><TitleText>Album ${release}</TitleText></ReferenceTitle><ReleaseResourceReferenceList>${references.join('')}</ReleaseResourceReferenceList><ReleaseType>Album</ReleaseType>
<ReleaseDetailsByTerritory><TerritoryCode>Worldwide</TerritoryCode><DisplayArtistName>Various artists</DisplayArtistName><LabelName>Some Records</LabelName></ReleaseDetailsByTerritory></Release>\n`;
    },
    deal: (release) =>
      `<ReleaseDeal><DealReleaseReference>R${release}</DealReleaseReference><Deal><DealTerms><CommercialModelType>SubscriptionModel</CommercialModelType><Usage><UseType>OnDemandStream</UseType></Usage><TerritoryCode>Worldwide</TerritoryCode><ValidityPeriod><StartDate>2024-05-31</StartDate></ValidityPeriod></DealTerms></Deal></ReleaseDeal>\n`,
  };
}
