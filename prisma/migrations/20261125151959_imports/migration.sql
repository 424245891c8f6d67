-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ImportOutcome" AS ENUM ('CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED');

-- CreateTable
CREATE TABLE "import_permission" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "permitted" BOOLEAN NOT NULL,
    "evidence" TEXT NOT NULL,
    "decided_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_permission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_upload" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT,
    "arrived_at" TIMESTAMPTZ(3),
    "emptied_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_chunk" (
    "upload_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_chunk_pkey" PRIMARY KEY ("upload_id","position")
);

-- CreateTable
CREATE TABLE "catalogue_import" (
    "id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "upload_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'QUEUED',
    "phase" TEXT NOT NULL DEFAULT 'CHECK',
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "reported" INTEGER NOT NULL DEFAULT 0,
    "failure" JSONB,
    "notes" JSONB NOT NULL DEFAULT '[]',
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "catalogue_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "identifier" TEXT,
    "title" TEXT NOT NULL,
    "outcome" "ImportOutcome" NOT NULL,
    "problem" BOOLEAN NOT NULL,
    "field" TEXT,
    "code" TEXT,
    "reason" TEXT,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id","position")
);

-- CreateTable
CREATE TABLE "imported_key" (
    "party_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "target_id" UUID NOT NULL,

    CONSTRAINT "imported_key_pkey" PRIMARY KEY ("party_id","kind","key")
);

-- CreateTable
CREATE TABLE "release_deals" (
    "release_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "deals" JSONB NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "release_deals_pkey" PRIMARY KEY ("release_id")
);

-- CreateIndex
CREATE INDEX "import_permission_party_id_id_idx" ON "import_permission"("party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "import_upload_party_id_idx" ON "import_upload"("party_id");

-- CreateIndex
CREATE INDEX "import_upload_emptied_at_created_at_idx" ON "import_upload"("emptied_at", "created_at");

-- CreateIndex
CREATE INDEX "catalogue_import_party_id_id_idx" ON "catalogue_import"("party_id", "id" DESC);

-- CreateIndex
CREATE INDEX "catalogue_import_upload_id_idx" ON "catalogue_import"("upload_id");

-- CreateIndex
CREATE INDEX "catalogue_import_state_lease_until_idx" ON "catalogue_import"("state", "lease_until");

-- CreateIndex
CREATE INDEX "import_row_import_id_problem_position_idx" ON "import_row"("import_id", "problem", "position");

-- CreateIndex
CREATE INDEX "import_row_import_id_outcome_position_idx" ON "import_row"("import_id", "outcome", "position");

-- CreateIndex
CREATE INDEX "import_row_import_id_kind_key_idx" ON "import_row"("import_id", "kind", "key");

-- CreateIndex
CREATE INDEX "import_row_import_id_kind_identifier_idx" ON "import_row"("import_id", "kind", "identifier");

-- CreateIndex
CREATE INDEX "imported_key_target_id_idx" ON "imported_key"("target_id");

-- CreateIndex
CREATE INDEX "release_deals_party_id_idx" ON "release_deals"("party_id");

-- AddForeignKey
ALTER TABLE "import_permission" ADD CONSTRAINT "import_permission_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_upload" ADD CONSTRAINT "import_upload_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_chunk" ADD CONSTRAINT "import_chunk_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "import_upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_import" ADD CONSTRAINT "catalogue_import_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_import" ADD CONSTRAINT "catalogue_import_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "import_upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "catalogue_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_key" ADD CONSTRAINT "imported_key_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_deals" ADD CONSTRAINT "release_deals_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_deals" ADD CONSTRAINT "release_deals_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that the data model cannot say.
CREATE TRIGGER import_permission_append_only BEFORE UPDATE OR DELETE ON import_permission FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_permission_no_truncate BEFORE TRUNCATE ON import_permission EXECUTE FUNCTION refuse_change();

ALTER TABLE import_upload ADD CONSTRAINT import_upload_format CHECK (format IN ('CSV', 'ERN', 'CWR'));
ALTER TABLE import_upload ADD CONSTRAINT import_upload_size CHECK (bytes BETWEEN 0 AND 268435456);
ALTER TABLE import_chunk ADD CONSTRAINT import_chunk_size CHECK (octet_length(bytes) BETWEEN 1 AND 262144);
ALTER TABLE catalogue_import ADD CONSTRAINT catalogue_import_phase CHECK (phase IN ('CHECK', 'WORKS', 'RECORDINGS', 'RELEASES', 'DONE'));
ALTER TABLE catalogue_import ADD CONSTRAINT catalogue_import_counts
  CHECK (cursor >= 0 AND done >= 0 AND reported >= 0 AND done = created + updated + unchanged + rejected);
ALTER TABLE catalogue_import ADD CONSTRAINT catalogue_import_finished
  CHECK ((state IN ('DONE', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL));
ALTER TABLE import_row ADD CONSTRAINT import_row_kind CHECK (kind IN ('RECORDING', 'WORK', 'RELEASE'));
ALTER TABLE import_row ADD CONSTRAINT import_row_problem CHECK (problem = (code IS NOT NULL));
ALTER TABLE imported_key ADD CONSTRAINT imported_key_kind CHECK (kind IN ('WORK', 'RELEASE', 'PARTY'));
