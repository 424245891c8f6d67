-- What a batch of plays need not pay for.

-- Counters of what was asked for in the last minutes need not outlive a crash, and then no request waits for the disk
-- because of them.
ALTER TABLE rate_limit SET UNLOGGED;

-- One index is enough to keep pending entries single and to take them in their order.
DROP INDEX "log_pending_log_seq_idx";
ALTER TABLE "log_pending" DROP CONSTRAINT "log_pending_pkey", ADD CONSTRAINT "log_pending_pkey" PRIMARY KEY ("log", "seq");

-- A play's leaf has a few short members, whatever was played; only the others are measured.
ALTER TABLE log_pending DROP CONSTRAINT log_pending_size,
  ADD CONSTRAINT log_pending_size CHECK (log = 'plays' OR octet_length(body::text) <= 60000);
ALTER TABLE play ADD CONSTRAINT play_leaf_size CHECK (octet_length(recipe_hash) <= 100 AND octet_length(territory) <= 10);
