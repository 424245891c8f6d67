-- A close writes a row for each way of the money, and two of three indexes took most of that time. Ways are looked up by a
-- party or by a subject: those of nobody and of nothing need no entry, and an index that begins with what differs is
-- searched without comparing the period first.
DROP INDEX "allocation_way_period_id_party_id_idx";
DROP INDEX "allocation_way_subject_id_period_id_idx";
CREATE INDEX allocation_way_of_party ON allocation_way (party_id, period_id) WHERE party_id IS NOT NULL;
CREATE INDEX allocation_way_of_subject ON allocation_way (subject_id, period_id) WHERE subject_id IS NOT NULL;
