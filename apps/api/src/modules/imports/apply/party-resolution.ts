import { newId } from '../../../platform/ids/ids.ts';
import type { PartyMention } from '../formats/subject.types.ts';

export interface KnownParty {
  readonly id: string;
  readonly name: string;
  readonly ipiNameNumber: string | null;
  readonly isni: string | null;
  readonly dpid: string | null;
  /** Somebody acts for it: what it says of itself holds. */
  readonly hasMembers: boolean;
}

export interface KnownParties {
  /** The party whose import it is. */
  readonly importer: KnownParty;
  /** Names of parties that were merged into it: its files may still call it so. */
  readonly formerNames: readonly string[];
  readonly byIdentifier: readonly KnownParty[];
  /** What earlier files of this importer called parties. */
  readonly byKey: ReadonlyMap<string, KnownParty>;
}

interface Draft extends KnownParty {
  readonly isNew: boolean;
  readonly kind: 'PERSON' | 'ORGANISATION';
}

export interface ResolvedParties {
  readonly idOf: (mention: PartyMention) => string;
  readonly created: readonly Draft[];
  /** Parties that are in the importer's care and get an identifier that they lacked. */
  readonly identified: readonly KnownParty[];
  readonly keys: readonly { readonly key: string; readonly targetId: string }[];
  /** Mentions whose identifiers belong to different parties. */
  readonly conflicts: ReadonlyMap<string, string>;
}

const ORGANISATIONS: ReadonlySet<string> = new Set(['LABEL', 'PUBLISHER', 'ADMINISTRATOR', 'SUB_PUBLISHER']);

export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim() || name;

export const mentionKey = ({ name, ipiNameNumber, isni, dpid, ref }: PartyMention): string =>
  JSON.stringify([name, ipiNameNumber, isni, dpid, ref]);

/** What a file may call a party, besides its identifiers. */
export function keysOf({ name, ref }: PartyMention): string[] {
  return [...(ref === null ? [] : [`ref:${ref}`]), `name:${plainName(name)}`];
}

/**
 * Finds whom the mentions mean: by identifier anybody; by name only the importer itself and parties that its own files
 * named before, since a name alone tells nobody apart. Whoever is not found is made.
 */
export function resolveParties(
  mentions: readonly { readonly party: PartyMention; readonly role: string }[],
  known: KnownParties,
): ResolvedParties {
  return new Resolution(known).all(mentions);
}

class Resolution {
  private readonly identifiers = new Map<string, Draft>();
  private readonly keys: Map<string, Draft>;
  private readonly found = new Map<string, string>();
  private readonly created = new Map<string, Draft>();
  private readonly identified = new Map<string, Draft>();
  private readonly newKeys = new Map<string, string>();
  private readonly conflicts = new Map<string, string>();
  private readonly known: KnownParties;

  constructor(known: KnownParties) {
    this.known = known;
    for (const party of known.byIdentifier) this.remember(asDraft(party));
    this.keys = new Map([...known.byKey].map(([key, party]) => [key, asDraft(party)]));
  }

  all(mentions: readonly { readonly party: PartyMention; readonly role: string }[]): ResolvedParties {
    for (const { party, role } of mentions) {
      const key = mentionKey(party);
      if (!this.found.has(key) && !this.conflicts.has(key)) this.resolve(key, party, role);
    }
    return {
      idOf: (mention) => {
        const id = this.found.get(mentionKey(mention));
        if (id === undefined) throw new RangeError(`${mention.name} was not resolved`);
        return id;
      },
      created: [...this.created.values()],
      identified: [...this.identified.values()].filter(({ id }) => !this.created.has(id)),
      keys: [...this.newKeys].map(([key, targetId]) => ({ key, targetId })),
      conflicts: this.conflicts,
    };
  }

  private resolve(key: string, mention: PartyMention, role: string): void {
    const named = identifiersOf(mention).flatMap((identifier) => this.identifiers.get(identifier) ?? []);
    const [party, other] = [...new Map(named.map((one) => [one.id, one])).values()];
    if (party !== undefined && (other !== undefined || contradicts(party, mention))) {
      this.conflicts.set(key, `The identifiers of ${mention.name} belong to different parties here.`);
      return;
    }
    const chosen = party ?? this.byName(mention) ?? this.make(mention, role);
    this.found.set(key, chosen.id);
    this.identify(chosen, mention);
    for (const name of keysOf(mention))
      if (!this.keys.has(name) && chosen.id !== this.known.importer.id) {
        this.keys.set(name, chosen);
        this.newKeys.set(name, chosen.id);
      }
  }

  private byName(mention: PartyMention): Draft | undefined {
    const { importer, formerNames } = this.known;
    const isImporter = [importer.name, ...formerNames].some(
      (name) => plainName(name) === plainName(mention.name),
    );
    const candidates = [
      ...(isImporter ? [asDraft(importer)] : []),
      ...keysOf(mention).flatMap((key) => this.keys.get(key) ?? []),
    ];
    return candidates
      .map((one) => this.created.get(one.id) ?? this.identified.get(one.id) ?? one)
      .find((one) => !contradicts(one, mention));
  }

  private make({ name, ipiNameNumber, isni, dpid }: PartyMention, role: string): Draft {
    const kind = ORGANISATIONS.has(role) ? 'ORGANISATION' : 'PERSON';
    const party: Draft = {
      id: newId(),
      name,
      kind,
      ipiNameNumber,
      isni,
      dpid,
      hasMembers: false,
      isNew: true,
    };
    this.created.set(party.id, party);
    this.remember(party);
    return party;
  }

  /** A party that only imports know takes identifiers that a later mention brings. */
  private identify(party: Draft, { ipiNameNumber, isni, dpid }: PartyMention): void {
    if (party.hasMembers || party.id === this.known.importer.id) return;
    const more = {
      ...party,
      ipiNameNumber: party.ipiNameNumber ?? ipiNameNumber,
      isni: party.isni ?? isni,
      dpid: party.dpid ?? dpid,
    };
    if (more.ipiNameNumber === party.ipiNameNumber && more.isni === party.isni && more.dpid === party.dpid)
      return;
    if (party.isNew) this.created.set(party.id, more);
    else this.identified.set(party.id, more);
    this.remember(more);
  }

  private remember(party: Draft): void {
    for (const identifier of identifiersOf(party)) this.identifiers.set(identifier, party);
  }
}

const asDraft = (party: KnownParty): Draft => ({ ...party, isNew: false, kind: 'PERSON' });

function identifiersOf({
  ipiNameNumber,
  isni,
  dpid,
}: Pick<KnownParty, 'ipiNameNumber' | 'isni' | 'dpid'>): string[] {
  return [
    ...(ipiNameNumber === null ? [] : [`ipi:${ipiNameNumber}`]),
    ...(isni === null ? [] : [`isni:${isni}`]),
    ...(dpid === null ? [] : [`dpid:${dpid}`]),
  ];
}

const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;

const contradicts = (party: KnownParty, mention: PartyMention): boolean =>
  differ(party.ipiNameNumber, mention.ipiNameNumber) ||
  differ(party.isni, mention.isni) ||
  differ(party.dpid, mention.dpid);
