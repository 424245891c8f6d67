import {
  CONTRIBUTOR_ROLES,
  parseDpid,
  parseIpiNameNumber,
  parseIsni,
  parseIsrc,
  parseIswc,
  parseTerritorySet,
} from '@flipside/royalty';
import type { ContributorRole, Parsed } from '@flipside/royalty';
import type { FieldError } from '../../platform/problem/domain-error.ts';
import { UnprocessableError } from '../../platform/problem/errors.ts';
import type {
  CatalogueEntry,
  ClaimedShare,
  CreditedRole,
  NewParty,
  NewWork,
  PartyKind,
} from './catalogue.types.ts';

const WHOLE = 1_000_000;

/** What an operator enters, before identifiers, roles and territories are read. */
export interface EntryDraft {
  readonly isrc: string;
  readonly title: string;
  readonly versionTitle?: string | undefined;
  readonly artist: string;
  readonly label?: string | undefined;
  readonly durationMs?: number | undefined;
  readonly bpm?: number | undefined;
  readonly key?: string | undefined;
  readonly shares: readonly ShareDraft[];
  readonly contributors: readonly CreditDraft[];
  readonly works: readonly WorkDraft[];
}

export interface ShareDraft {
  readonly partyId: string;
  readonly role: string;
  readonly ppm: number;
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
}

interface CreditDraft {
  readonly partyId: string;
  readonly role: string;
}

interface WorkDraft {
  readonly iswc?: string | undefined;
  readonly title: string;
  readonly ppm: number;
  readonly shares: readonly ShareDraft[];
  readonly contributors: readonly CreditDraft[];
}

export interface PartyDraft {
  readonly name: string;
  readonly kind: PartyKind;
  readonly ipiNameNumber?: string | undefined;
  readonly isni?: string | undefined;
  readonly dpid?: string | undefined;
}

/** What is to be different; `null` takes it away. */
export interface PartyChange {
  readonly name?: string | undefined;
  readonly kind?: PartyKind | undefined;
  readonly ipiNameNumber?: string | null | undefined;
  readonly isni?: string | null | undefined;
  readonly dpid?: string | null | undefined;
  readonly contactEmail?: string | null | undefined;
  readonly contactUrl?: string | null | undefined;
}

/** Reads field by field and tells every fault at once. */
export class Reading {
  readonly faults: FieldError[] = [];

  read<T>(parsed: Parsed<T>, pointer: string): T | null {
    if (parsed.ok) return parsed.value;
    this.faults.push({ pointer, detail: parsed.message });
    return null;
  }

  optional<T>(text: string | undefined, parse: (text: string) => Parsed<T>, pointer: string): T | null {
    return text === undefined ? null : this.read(parse(text), pointer);
  }

  role(text: string, pointer: string): ContributorRole {
    const role = CONTRIBUTOR_ROLES.find((known) => known === text.trim().toUpperCase());
    if (role === undefined)
      this.faults.push({ pointer, detail: `must be one of ${CONTRIBUTOR_ROLES.join(', ')}` });
    return role ?? 'PERFORMER';
  }

  require(holds: boolean, pointer: string, detail: string): void {
    if (!holds) this.faults.push({ pointer, detail });
  }

  /** @throws {UnprocessableError} when anything was at fault. */
  finish<T>(value: T | null): T {
    if (this.faults.length > 0 || value === null)
      throw new UnprocessableError('Some fields cannot be taken over.', this.faults);
    return value;
  }
}

export function readShare(reading: Reading, draft: ShareDraft, at: string): ClaimedShare {
  const territories = reading.read(
    parseTerritorySet({ include: draft.territories, exclude: draft.excludeTerritories }),
    `${at}/territories`,
  );
  return {
    partyId: draft.partyId,
    role: reading.role(draft.role, `${at}/role`),
    ppm: draft.ppm,
    territories: territories ?? { include: [], exclude: [] },
  };
}

function readCredits(reading: Reading, drafts: readonly CreditDraft[], at: string): CreditedRole[] {
  const credits = drafts.map(({ partyId, role }, index) => ({
    partyId,
    role: reading.role(role, `${at}/contributors/${index}/role`),
  }));
  const names = new Set(credits.map(({ partyId, role }) => `${partyId} ${role}`));
  reading.require(names.size === credits.length, `${at}/contributors`, 'names a party twice in one role');
  return credits;
}

function readWork(reading: Reading, draft: WorkDraft, index: number): NewWork {
  const at = `/works/${index}`;
  if (draft.iswc === undefined) {
    reading.require(draft.shares.length > 0, `${at}/shares`, 'a work without ISWC needs at least one share');
    reading.require(
      draft.contributors.length > 0,
      `${at}/contributors`,
      'a work without ISWC needs at least one contributor',
    );
  }
  return {
    iswc: reading.optional(draft.iswc, parseIswc, `${at}/iswc`),
    title: draft.title,
    ppm: draft.ppm,
    shares: draft.shares.map((share, i) => readShare(reading, share, `${at}/shares/${i}`)),
    contributors: readCredits(reading, draft.contributors, at),
  };
}

function requireDistinct(reading: Reading, works: readonly NewWork[]): void {
  for (const [index, { iswc }] of works.entries()) {
    const first = works.findIndex((work) => work.iswc === iswc);
    const isFirst = iswc === null || first === index;
    reading.require(isFirst, `/works/${index}/iswc`, `is the work of /works/${first} again`);
  }
}

/** @throws {UnprocessableError} naming every field that is not what it should be. */
export function readEntry(draft: EntryDraft): CatalogueEntry {
  const reading = new Reading();
  const isrc = reading.read(parseIsrc(draft.isrc), '/isrc');
  const works = draft.works.map((work, index) => readWork(reading, work, index));
  requireDistinct(reading, works);
  const split = works.reduce((sum, work) => sum + work.ppm, 0);
  reading.require(
    split === WHOLE,
    '/works',
    `the works' parts sum to ${split} ppm; they must sum to ${WHOLE}`,
  );
  const entry = {
    title: draft.title,
    versionTitle: draft.versionTitle ?? null,
    artist: draft.artist,
    label: draft.label ?? null,
    durationMs: draft.durationMs ?? null,
    bpm: draft.bpm ?? null,
    key: draft.key ?? null,
    shares: draft.shares.map((share, index) => readShare(reading, share, `/shares/${index}`)),
    contributors: readCredits(reading, draft.contributors, ''),
    works,
  };
  return reading.finish(isrc === null ? null : { isrc, ...entry });
}

/** @throws {UnprocessableError} for identifiers whose check characters do not match. */
export function readParty(draft: PartyDraft): NewParty {
  const reading = new Reading();
  return reading.finish({
    name: draft.name,
    kind: draft.kind,
    ipiNameNumber: reading.optional(draft.ipiNameNumber, parseIpiNameNumber, '/ipiNameNumber'),
    isni: reading.optional(draft.isni, parseIsni, '/isni'),
    dpid: reading.optional(draft.dpid, parseDpid, '/dpid'),
  });
}

/** @throws {UnprocessableError} for identifiers whose check characters do not match. */
export function readPartyChange(change: PartyChange): PartyChange {
  const reading = new Reading();
  const identifier = <T>(text: string | null | undefined, parse: (text: string) => Parsed<T>, at: string) =>
    typeof text === 'string' ? reading.read(parse(text), at) : text;
  const read = {
    ...change,
    ipiNameNumber: identifier(change.ipiNameNumber, parseIpiNameNumber, '/ipiNameNumber'),
    isni: identifier(change.isni, parseIsni, '/isni'),
    dpid: identifier(change.dpid, parseDpid, '/dpid'),
  };
  return reading.finish(read);
}
