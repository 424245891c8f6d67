import type { CreditContributor, CreditParty } from './credits.ts';

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

export const element = (name: string, ...content: readonly string[]): string =>
  `<${name}>${content.join('')}</${name}>`;
export const leaf = (name: string, text: string): string => element(name, escapeXml(text));

/** A comment cannot hold two hyphens in a row, nor end in one (XML 1.0 §2.5). */
export const comment = (text: string): string =>
  `<!-- ${escapeXml(text)
    .replace(/-(?=-)/g, '- ')
    .replace(/-$/, '- ')} -->`;

/** Decimal seconds, exact to the millisecond (ERN 4.3 timings are decimal seconds, not durations). */
export const seconds = (milliseconds: number): string => String(milliseconds / 1000);
/** `xs:duration` as the published samples write it. */
export const duration = (milliseconds: number): string => `PT${milliseconds / 1000}S`;

const EVERYWHERE = 'ApplicableTerritoryCode="Worldwide" IsDefault="true"';
/** An element of a release that may differ by territory, and here does not. */
export const everywhere = (name: string, ...content: readonly string[]): string =>
  `<${name} ${EVERYWHERE}>${content.join('')}</${name}>`;

/** Parties by name, numbered in the order in which they are first named. */
export class Parties {
  private readonly references = new Map<string, string>();
  private readonly known: ReadonlyMap<string, CreditParty>;

  constructor(known: readonly CreditParty[]) {
    this.known = new Map(known.map((party) => [party.name, party]));
  }

  reference(name: string): string {
    const known = this.references.get(name);
    if (known !== undefined) return known;
    const reference = `P${this.references.size + 1}`;
    this.references.set(name, reference);
    return reference;
  }

  toXml(): string {
    const parties = [...this.references].map(([name, reference]) =>
      element(
        'Party',
        leaf('PartyReference', reference),
        element('PartyName', leaf('FullName', name)),
        this.identifiers(name),
      ),
    );
    return element('PartyList', ...parties);
  }

  private identifiers(name: string): string {
    const { isni, dpid, ipiNameNumber } = this.known.get(name) ?? {};
    const codes = [
      ...(isni === undefined ? [] : [leaf('ISNI', isni)]),
      ...(dpid === undefined ? [] : [leaf('DPID', dpid)]),
      ...(ipiNameNumber === undefined ? [] : [leaf('IpiNameNumber', ipiNameNumber)]),
    ];
    return codes.length === 0 ? '' : element('PartyId', ...codes);
  }
}

/** DDEX contributor roles are single words; what the catalogue calls otherwise is kept as a user-defined role. */
function roleXml(role: string): string {
  return /^[A-Z][A-Za-z]{1,40}$/.test(role)
    ? leaf('Role', role)
    : `<Role Namespace="Flipside" UserDefinedValue="${escapeXml(role)}">UserDefined</Role>`;
}

export const displayTitle = (title: string): string =>
  leaf('DisplayTitleText', title) + everywhere('DisplayTitle', leaf('TitleText', title));

export function artists(names: readonly string[], parties: Parties): string {
  const list = names.map(
    (name, index) =>
      `<DisplayArtist SequenceNumber="${index + 1}">` +
      leaf('ArtistPartyReference', parties.reference(name)) +
      leaf('DisplayArtistRole', 'MainArtist') +
      '</DisplayArtist>',
  );
  return leaf('DisplayArtistName', names.join(', ')) + list.join('');
}

/** Each party once, with all of its roles (DDEX Release Profiles, clause 5.3.1.4). */
export function contributors(list: readonly CreditContributor[], parties: Parties): string {
  const roles = new Map<string, Set<string>>();
  for (const { name, role } of list) roles.set(name, (roles.get(name) ?? new Set()).add(role));
  return [...roles]
    .map(
      ([name, played], index) =>
        `<Contributor SequenceNumber="${index + 1}">` +
        leaf('ContributorPartyReference', parties.reference(name)) +
        [...played].map(roleXml).join('') +
        '</Contributor>',
    )
    .join('');
}

export const controllers = (names: readonly string[], parties: Parties): string =>
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

export const workControllers = (names: readonly string[], parties: Parties): string =>
  names
    .map((name) =>
      element(
        'WorkRightsController',
        leaf('RightsControllerPartyReference', parties.reference(name)),
        leaf('RightShareUnknown', 'true'),
      ),
    )
    .join('');
