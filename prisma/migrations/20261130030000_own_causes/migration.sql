-- Decisions of an operator about a party that it acts for, taken because nobody else could (ADR 78). The log says which
-- kind, about what and whose they are: no name of a person, no amount.
CREATE TABLE "own_cause" (
    "id" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "ref" UUID NOT NULL,
    "party_ids" UUID[],
    "by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_cause_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "own_cause_ref_idx" ON "own_cause"("ref");
ALTER TABLE own_cause ADD CONSTRAINT own_cause_whose CHECK (cardinality(party_ids) > 0);

CREATE TRIGGER own_cause_append_only BEFORE UPDATE OR DELETE ON own_cause FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER own_cause_no_truncate BEFORE TRUNCATE ON own_cause EXECUTE FUNCTION refuse_change();

CREATE FUNCTION log_leaf_of(r own_cause) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('t', 'own-cause', 'id', r.id, 'decision', r.decision, 'ref', r.ref,
    'parties', to_jsonb(r.party_ids), 'at', log_instant(r.decided_at))
$$;
CREATE TRIGGER own_cause_logged AFTER INSERT ON own_cause REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_rows('consent');
