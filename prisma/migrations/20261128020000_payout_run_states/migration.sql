-- A run of many payments is sent and settled a batch at a time. A value of an enum can be used once it is committed.
ALTER TYPE "PayoutRunState" ADD VALUE 'SENDING' BEFORE 'SENT';
ALTER TYPE "PayoutRunState" ADD VALUE 'SETTLING' BEFORE 'SETTLED';
