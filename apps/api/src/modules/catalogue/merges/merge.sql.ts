/**
 * What a merge moves, set by set, however much it is. $1 is the merge, $2 the party that goes, $3 the one that stays,
 * $4 how many items there are already. Each statement writes an item for every row it touches, as it was before.
 */
const ITEMS = `INSERT INTO party_merge_item (merge_id, position, kind, ref_id, recording_id, work_id, detail)`;

export const MOVE_SHARES = `WITH moved AS (
    UPDATE share SET party_id = $3::uuid WHERE party_id = $2::uuid RETURNING id, recording_id, work_id, side, role, ppm, status),
  noted AS (
    INSERT INTO share_event (id, share_id, kind, by, cause, detail, created_at)
    SELECT uuidv7(), m.id, 'MOVED', g.by, 'MERGE:' || g.id, jsonb_build_object('from', g.from_id, 'to', g.into_id), g.created_at
    FROM moved m CROSS JOIN party_merge g WHERE g.id = $1::uuid RETURNING 1)
  ${ITEMS}
  SELECT $1::uuid, $4::int + row_number() OVER (ORDER BY id), 'SHARE', id, recording_id, work_id,
    jsonb_build_object('side', side, 'role', role, 'ppm', ppm, 'status', status)
  FROM moved`;

/** A role that the other party has as well is there once afterwards. */
export const MOVE_CONTRIBUTORS = `WITH twice AS (
    DELETE FROM contributor c USING contributor o
    WHERE c.party_id = $2::uuid AND o.party_id = $3::uuid AND o.role = c.role
      AND o.recording_id IS NOT DISTINCT FROM c.recording_id AND o.work_id IS NOT DISTINCT FROM c.work_id
    RETURNING c.id, c.recording_id, c.work_id, c.role),
  moved AS (
    UPDATE contributor SET party_id = $3::uuid
    WHERE party_id = $2::uuid AND id NOT IN (SELECT id FROM twice) RETURNING id, recording_id, work_id, role)
  ${ITEMS}
  SELECT $1::uuid, $4::int + row_number() OVER (ORDER BY id), 'CONTRIBUTOR', id, recording_id, work_id,
    jsonb_build_object('role', role, 'dropped', dropped)
  FROM (SELECT *, false AS dropped FROM moved UNION ALL SELECT *, true FROM twice) touched`;

/** Who is in both keeps the higher role: roles are declared from the highest to the lowest. */
export const MOVE_MEMBERS = `WITH gone AS (
    DELETE FROM party_member WHERE party_id = $2::uuid RETURNING user_id, role),
  joined AS (
    INSERT INTO party_member (party_id, user_id, role, created_at)
    SELECT $3::uuid, user_id, role, now() FROM gone
    ON CONFLICT (party_id, user_id) DO UPDATE SET role = LEAST(party_member.role, EXCLUDED.role) RETURNING 1)
  ${ITEMS}
  SELECT $1::uuid, $4::int + row_number() OVER (ORDER BY user_id), 'MEMBER', user_id, NULL, NULL, jsonb_build_object('role', role)
  FROM gone`;

export const MOVE_CLAIMS = `WITH moved AS (
    UPDATE claim SET party_id = $3::uuid WHERE party_id = $2::uuid RETURNING id, recording_id, work_id, state)
  ${ITEMS}
  SELECT $1::uuid, $4::int + row_number() OVER (ORDER BY id), 'CLAIM', id, recording_id, work_id, jsonb_build_object('state', state)
  FROM moved`;

/** What was offered between the two is no transfer any more; what waits otherwise waits for the party that stays. */
export const MOVE_TRANSFERS = `WITH void AS (
    UPDATE share_transfer t SET state = 'CANCELLED', answer = 'The parties were merged.', decided_by = g.by, decided_at = g.created_at
    FROM party_merge g WHERE g.id = $1::uuid AND t.state = 'PENDING'
      AND ((t.from_party_id = $2::uuid AND t.to_party_id = $3::uuid) OR (t.from_party_id = $3::uuid AND t.to_party_id = $2::uuid))
    RETURNING t.id),
  moved AS (
    UPDATE share_transfer SET
      from_party_id = CASE WHEN from_party_id = $2::uuid THEN $3::uuid ELSE from_party_id END,
      to_party_id = CASE WHEN to_party_id = $2::uuid THEN $3::uuid ELSE to_party_id END
    WHERE state = 'PENDING' AND $2::uuid IN (from_party_id, to_party_id) AND $3::uuid NOT IN (from_party_id, to_party_id)
    RETURNING id)
  ${ITEMS}
  SELECT $1::uuid, $4::int + row_number() OVER (ORDER BY id), 'TRANSFER', id, NULL, NULL, jsonb_build_object('cancelled', cancelled)
  FROM (SELECT id, false AS cancelled FROM moved UNION ALL SELECT id, true FROM void) touched`;

export const REVOKE_INVITATIONS = `WITH revoked AS (
    UPDATE party_invitation i SET state = 'REVOKED', decided_by = g.by, decided_at = g.created_at
    FROM party_merge g WHERE g.id = $1::uuid AND i.party_id = $2::uuid AND i.state = 'PENDING' AND g.into_id = $3::uuid
    RETURNING i.id)
  ${ITEMS}
  SELECT $1::uuid, $4::int + row_number() OVER (ORDER BY id), 'INVITATION', id, NULL, NULL, '{"revoked": true}'::jsonb FROM revoked`;

/**
 * What an importer's files call the party: the next import finds the one that stays under the same key. What the party's own
 * files call anything goes to the one that stays as well, except where its files call something so already.
 */
export const MOVE_IMPORTED_KEYS = `WITH moved AS (
    UPDATE imported_key k SET target_id = CASE WHEN k.kind = 'PARTY' AND k.target_id = $2::uuid THEN $3::uuid ELSE k.target_id END,
      party_id = CASE WHEN k.party_id = $2::uuid AND o.key IS NULL THEN $3::uuid ELSE k.party_id END
    FROM imported_key own LEFT JOIN imported_key o ON o.party_id = $3::uuid AND o.kind = own.kind AND o.key = own.key
    WHERE (k.party_id, k.kind, k.key) = (own.party_id, own.kind, own.key)
      AND ((own.kind = 'PARTY' AND own.target_id = $2::uuid) OR (own.party_id = $2::uuid AND o.key IS NULL))
    RETURNING old.party_id, old.key)
  ${ITEMS}
  SELECT $1::uuid, $4::int + row_number() OVER (ORDER BY party_id, key), 'IMPORTED_KEY', party_id, NULL, NULL,
    jsonb_build_object('key', key)
  FROM moved`;

export const MOVES = [
  MOVE_SHARES,
  MOVE_CONTRIBUTORS,
  MOVE_MEMBERS,
  MOVE_CLAIMS,
  MOVE_TRANSFERS,
  REVOKE_INVITATIONS,
  MOVE_IMPORTED_KEYS,
] as const;

export const COUNTS = `SELECT
    (SELECT count(*) FROM share WHERE party_id = $1)::int AS shares,
    (SELECT count(*) FROM contributor WHERE party_id = $1)::int AS contributors,
    (SELECT count(*) FROM party_member WHERE party_id = $1)::int AS members,
    (SELECT count(*) FROM claim WHERE party_id = $1)::int AS claims,
    (SELECT count(*) FROM share_transfer WHERE state = 'PENDING' AND $1 IN (from_party_id, to_party_id))::int AS transfers,
    (SELECT count(*) FROM party_invitation WHERE party_id = $1 AND state = 'PENDING')::int AS invitations,
    (SELECT count(*) FROM imported_key WHERE (target_id = $1 AND kind = 'PARTY') OR party_id = $1)::int AS "importedKeys",
    (SELECT count(DISTINCT id) FROM grant_version WHERE party_id = $1)::int AS grants`;

export const ITEM_PAGE = `SELECT i.position, i.kind, i.ref_id AS "refId", i.detail,
    COALESCE(r.title, w.title, u.display_name) AS title
  FROM party_merge_item i
  LEFT JOIN recording r ON r.id = i.recording_id
  LEFT JOIN work w ON w.id = i.work_id
  LEFT JOIN app_user u ON i.kind = 'MEMBER' AND u.id = i.ref_id
  WHERE i.merge_id = $1 AND i.position > $2 ORDER BY i.position LIMIT $3`;
