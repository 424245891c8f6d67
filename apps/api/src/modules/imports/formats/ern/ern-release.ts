import { parseGrid } from '@flipside/royalty';
import type { Isrc } from '@flipside/royalty';
import { FieldReading } from '../field-reading.ts';
import { parseProductCode } from '../product-code.ts';
import type { Deal, ReleaseSubject, ReleaseTrack } from '../subject.types.ts';
import { readDay, readTerritories, readTitle } from './ern-values.ts';
import { at, childrenOf, descendants, textAt } from './xml-nodes.ts';
import type { XmlNode } from './xml-nodes.ts';

const MOST_DEALS = 500;

/** What a message says of a release before its deals are known: they come after all releases. */
export interface ErnRelease {
  readonly reference: string;
  readonly subject: ReleaseSubject;
}

export type Deals = ReadonlyMap<string, readonly Deal[]>;

/** A Release. `null` for the release of a single track, which is the recording itself. */
export function readRelease(node: XmlNode, isrcs: ReadonlyMap<string, Isrc>): ErnRelease | null {
  const reading = new FieldReading();
  const details = at(node, 'ReleaseDetailsByTerritory');
  const holder: XmlNode =
    details === undefined ? node : { ...node, children: [...details.children, ...node.children] };
  const type = textAt(node, 'ReleaseType');
  if (/^(TrackRelease|VideoTrackRelease)$/.test(type)) return null;
  const ids = readIds(node, reading);
  const { title } = readTitle(holder, reading);
  const reference = textAt(node, 'ReleaseReference');
  const key = ids.icpn ?? ids.grid ?? ids.catalogueNo ?? reference;
  const subject: ReleaseSubject = {
    kind: 'RELEASE',
    key: key === '' ? `line ${node.line}` : key,
    line: node.line,
    title,
    ...ids,
    artist: reading.text(textAt(holder, 'DisplayArtistName'), node.line, 'DisplayArtistName'),
    label: reading.text(textAt(holder, 'LabelName'), node.line, 'LabelName'),
    releaseDate: readDay(
      at(holder, 'ReleaseDate') ?? at(holder, 'OriginalReleaseDate') ?? at(node, 'GlobalReleaseDate'),
      reading,
    ),
    authoritative: true,
    tracks: readTracks(holder, isrcs, reading),
    deals: [],
    problems: reading.problems,
  };
  return { reference, subject };
}

/** A purged release: nothing but its identifiers. */
export function readPurged(node: XmlNode): ReleaseSubject {
  const reading = new FieldReading();
  const ids = readIds(node, reading);
  const key = ids.icpn ?? ids.grid ?? ids.catalogueNo;
  if (key === null)
    reading.error(node.line, 'ReleaseId', 'FIELD_MISSING', 'names no ICPN, GRid or catalogue number');
  reading.note(
    node.line,
    null,
    'RELEASE_PURGED',
    'The message purges this release. Grants are not changed by it: withdraw them under Your music.',
  );
  return {
    kind: 'RELEASE',
    key: key ?? `line ${node.line}`,
    line: node.line,
    title: textAt(node, 'Title', 'TitleText') || (key ?? ''),
    ...ids,
    artist: null,
    label: null,
    releaseDate: null,
    authoritative: false,
    tracks: null,
    deals: [],
    problems: reading.problems,
  };
}

function readIds(
  node: XmlNode,
  reading: FieldReading,
): Pick<ReleaseSubject, 'icpn' | 'grid' | 'catalogueNo'> {
  const ids = childrenOf(node, 'ReleaseId');
  const first = (name: string) => ids.map((id) => at(id, name)).find((one) => one !== undefined);
  const icpn = first('ICPN');
  const grid = first('GRid');
  return {
    icpn: reading.parsed(icpn?.text ?? '', parseProductCode, icpn?.line ?? node.line, 'ReleaseId/ICPN'),
    grid: reading.parsed(grid?.text ?? '', parseGrid, grid?.line ?? node.line, 'ReleaseId/GRid'),
    catalogueNo: reading.text(first('CatalogNumber')?.text ?? '', node.line, 'ReleaseId/CatalogNumber'),
  };
}

/** Groups nest: the inner ones are discs. 3.8 may list its resources without groups. */
function readTracks(node: XmlNode, isrcs: ReadonlyMap<string, Isrc>, reading: FieldReading): ReleaseTrack[] {
  const tracks = new Map<Isrc, ReleaseTrack>();
  const take = (items: Iterable<XmlNode>, disc: number) => {
    let position = 0;
    for (const item of items) {
      const reference =
        item.name === 'ReleaseResourceReference' ? item.text : textAt(item, 'ReleaseResourceReference');
      const isrc = isrcs.get(reference);
      if (isrc === undefined) continue;
      position += 1;
      if (!tracks.has(isrc)) tracks.set(isrc, { isrc, disc, position });
    }
  };
  const groups = childrenOf(node, 'ResourceGroup');
  const discs = groups.flatMap((group) => {
    const inner = childrenOf(group, 'ResourceGroup');
    return inner.length === 0 ? [group] : inner;
  });
  for (const [index, disc] of discs.entries()) take(descendants(disc, 'ResourceGroupContentItem'), index + 1);
  if (tracks.size === 0) take(descendants(node, 'ReleaseResourceReference'), 1);
  if (tracks.size === 0)
    reading.note(
      node.line,
      'ResourceGroup',
      'RELEASE_EMPTY',
      'None of its resources is a sound recording of this message.',
    );
  return [...tracks.values()];
}

/** Adds the deals of one ReleaseDeal to what its releases have. */
export function addDeals(node: XmlNode, deals: Map<string, Deal[]>, reading: FieldReading): void {
  const read = childrenOf(node, 'Deal').flatMap((deal) => readDeal(deal, reading) ?? []);
  for (const { text } of childrenOf(node, 'DealReleaseReference')) {
    const known = deals.get(text) ?? [];
    known.push(...read.slice(0, Math.max(0, MOST_DEALS - known.length)));
    deals.set(text, known);
  }
}

function readDeal(deal: XmlNode, reading: FieldReading): Deal | null {
  const terms = at(deal, 'DealTerms');
  // 3.8: a deal that takes down or cancels is no deal (DDEX deprecated both).
  if (
    terms === undefined ||
    textAt(terms, 'TakeDown') === 'true' ||
    textAt(terms, 'AllDealsCancelled') === 'true'
  )
    return null;
  const { include, exclude } = readTerritories(terms, reading);
  const period = at(terms, 'ValidityPeriod');
  return {
    territories: include,
    excludeTerritories: exclude,
    from: readDay(at(period, 'StartDate') ?? at(period, 'StartDateTime'), reading),
    to: readDay(at(period, 'EndDate') ?? at(period, 'EndDateTime'), reading),
    models: texts(childrenOf(terms, 'CommercialModelType')),
    uses: texts([...descendants(terms, 'UseType')]),
  };
}

const texts = (nodes: readonly XmlNode[]): string[] =>
  [...new Set(nodes.map(({ text }) => text.slice(0, 60)))].sort().slice(0, 50);

/** The release with its deals, and what their absence means. */
export function withDeals({ reference, subject }: ErnRelease, deals: Deals): ReleaseSubject {
  const own = deals.get(reference) ?? [];
  if (own.length > 0) return { ...subject, deals: own };
  const reason =
    'The message has no deal for this release, which withdraws it from distribution. Grants are not changed by it: withdraw them under Your music.';
  const note = {
    severity: 'NOTE',
    line: subject.line,
    field: 'DealList',
    code: 'RELEASE_WITHOUT_DEALS',
    reason,
  } as const;
  return { ...subject, problems: [...subject.problems, note] };
}
