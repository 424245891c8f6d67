-- Statements of one period, newest or oldest first.
CREATE INDEX statement_period_id_id_idx ON statement (period_id, id);
