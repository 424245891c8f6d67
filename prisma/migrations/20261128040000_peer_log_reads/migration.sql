-- AlterTable
ALTER TABLE "peer_log" ADD COLUMN     "reads" BIGINT NOT NULL DEFAULT 0;
