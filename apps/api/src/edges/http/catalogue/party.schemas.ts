import { z } from 'zod';
import { instant, pageOf, pageQuery, PartyRef, uuid } from '../common/common.schemas.ts';

export const partyRole = z.enum(['OWNER', 'MANAGER', 'VIEWER']);
const partyKind = z.enum(['PERSON', 'ORGANISATION']);
/** A link as people give it for evidence or contact; nothing here ever follows it. */
export const link = z.url({ protocol: /^https$/ }).max(500);
export const reason = z.string().trim().min(1).max(1_000);

/** What is to be different. Null takes an identifier or a contact away. */
export const EditParty = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    kind: partyKind.optional(),
    ipiNameNumber: z.string().max(20).nullable().optional(),
    isni: z.string().max(60).nullable().optional(),
    dpid: z.string().max(24).nullable().optional(),
    contactEmail: z.email().max(254).nullable().optional(),
    contactUrl: link.nullable().optional(),
  })
  .meta({ id: 'EditParty' });

export const VerifyParty = z.strictObject({ verified: z.boolean(), reason }).meta({ id: 'VerifyParty' });

/** A party as anybody who is signed in finds it; identifiers are shown to operators. */
export const PartyFound = z
  .strictObject({
    id: uuid,
    name: z.string(),
    kind: partyKind,
    verified: z.boolean(),
    ipiNameNumber: z.string().nullable(),
    isni: z.string().nullable(),
    dpid: z.string().nullable(),
  })
  .meta({ id: 'PartyFound' });
export const PartyFoundPage = pageOf(PartyFound, 'PartyFoundPage');
export const PartySearch = z.strictObject({ ...pageQuery, q: z.string().trim().min(1).max(100) });

export const PartyEventView = z
  .strictObject({
    id: uuid,
    kind: z.string(),
    /** Handle of who did it. */
    by: z.string().nullable(),
    detail: z.looseObject({}),
    createdAt: instant,
  })
  .meta({ id: 'PartyEventView' });
export const PartyEventPage = pageOf(PartyEventView, 'PartyEventPage');
export const IdPageQuery = z.strictObject(pageQuery);

export const MemberView = z
  .strictObject({ handle: z.string(), displayName: z.string(), role: partyRole, since: instant })
  .meta({ id: 'MemberView' });
export const MemberList = z.strictObject({ items: z.array(MemberView) }).meta({ id: 'MemberList' });
export const MemberParams = z.strictObject({ id: uuid, handle: z.string().min(1).max(64) });

/** By handle, or without one as a link. */
export const NewInvitation = z
  .strictObject({
    role: partyRole,
    handle: z.string().trim().min(1).max(64).nullable().default(null),
    expiresInDays: z.int().min(1).max(30).default(7),
  })
  .meta({ id: 'NewInvitation' });
export const InvitationView = z
  .strictObject({
    id: uuid,
    party: PartyRef,
    role: partyRole,
    state: z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'REVOKED']),
    /** Whom it is for; null for a link. */
    handle: z.string().nullable(),
    invitedBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'InvitationView' });
/** The address with the token is answered once and never again. */
export const CreatedInvitation = z
  .strictObject({ ...InvitationView.shape, link: z.string().nullable() })
  .meta({ id: 'CreatedInvitation' });
export const InvitationPage = pageOf(InvitationView, 'InvitationPage');
export const InvitationList = z
  .strictObject({ items: z.array(InvitationView) })
  .meta({ id: 'InvitationList' });
export const InvitationParams = z.strictObject({ id: uuid });
export const PartyInvitationParams = z.strictObject({ id: uuid, invitation: uuid });
/** The token of the link; null when the invitation is for the user who asks. */
export const InvitationToken = z
  .strictObject({ token: z.string().min(1).max(128).nullable().default(null) })
  .meta({ id: 'InvitationToken' });

export const NewDomain = z.strictObject({ domain: z.string().min(1).max(253) }).meta({ id: 'NewDomain' });
export const ConfirmDomain = z.strictObject({ confirmed: z.boolean(), reason }).meta({ id: 'ConfirmDomain' });
export const CheckDomain = z.strictObject({}).meta({ id: 'CheckDomain' });
const coverage = z.strictObject({
  isrcPrefixes: z.array(z.string()),
  isrcs: z.array(z.string()),
  iswcs: z.array(z.string()),
});
export const DomainView = z
  .strictObject({
    id: uuid,
    domain: z.string(),
    /** Where the file is looked for. */
    address: z.string(),
    /** What the file must carry beside the party's id. */
    token: z.string(),
    state: z.enum(['PENDING', 'PROVED', 'FAILED']),
    fault: z.string().nullable(),
    coverage: coverage.nullable(),
    checkedAt: instant.nullable(),
    provedAt: instant.nullable(),
    /** An operator has made sure that it is this party's website. */
    confirmed: z.boolean(),
  })
  .meta({ id: 'DomainView' });
export const DomainList = z.strictObject({ items: z.array(DomainView) }).meta({ id: 'DomainList' });
export const DomainParams = z.strictObject({ id: uuid, domain: uuid });

const identifierMove = z.strictObject({
  name: z.enum(['ipiNameNumber', 'isni', 'dpid']),
  value: z.string(),
  /** False: the other party has one of its own, and this one stays with the old entry. */
  moves: z.boolean(),
});
const taxMove = z.strictObject({
  jurisdiction: z.string(),
  ppm: z.int(),
  from: instant,
  /** False: the party that stays has a rate of its own, and this one ends. */
  moves: z.boolean(),
});
const count = z.int().min(0);
export const MergePreview = z
  .strictObject({
    from: PartyFound,
    into: PartyFound,
    counts: z.strictObject({
      shares: count,
      contributors: count,
      members: count,
      claims: count,
      transfers: count,
      invitations: count,
      importedKeys: count,
      grants: count,
    }),
    identifiers: z.array(identifierMove),
    taxes: z.array(taxMove),
  })
  .meta({ id: 'MergePreview' });
export const MergePreviewQuery = z.strictObject({ from: uuid });
export const MergeParties = z.strictObject({ from: uuid, reason }).meta({ id: 'MergeParties' });
export const MergeView = z
  .strictObject({
    id: uuid,
    from: PartyRef,
    into: PartyRef,
    by: uuid.nullable(),
    reason: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'MergeView' });
export const MergeList = z.strictObject({ items: z.array(MergeView) }).meta({ id: 'MergeList' });
export const MergeItemView = z
  .strictObject({
    position: z.int(),
    kind: z.enum([
      'SHARE',
      'CONTRIBUTOR',
      'MEMBER',
      'IDENTIFIER',
      'CLAIM',
      'TRANSFER',
      'INVITATION',
      'IMPORTED_KEY',
      'TAX',
    ]),
    refId: uuid.nullable(),
    title: z.string().nullable(),
    detail: z.looseObject({}),
  })
  .meta({ id: 'MergeItemView' });
export const MergeItemPage = pageOf(MergeItemView, 'MergeItemPage');
export const MergeParams = z.strictObject({ id: uuid });
export const MergeItemQuery = z.strictObject(pageQuery);

const MOST_CONCERNED = 100;
/** Identifiers with commas between them. */
export const OwnCauseQuery = z.strictObject({
  parties: z
    .string()
    .max(MOST_CONCERNED * 37)
    .transform((text) => text.split(','))
    .pipe(z.array(uuid).min(1).max(MOST_CONCERNED)),
});
export const OwnCauseView = z
  .strictObject({
    own: z.array(PartyRef).meta({ description: 'Those of the parties that one acts for' }),
    another: z.boolean().meta({ description: 'Another operator acts for none of them, and decides instead' }),
  })
  .meta({ id: 'OwnCauseView' });
