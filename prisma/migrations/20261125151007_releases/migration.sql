-- CreateTable
CREATE TABLE "release" (
    "id" UUID NOT NULL,
    "icpn" TEXT,
    "grid" TEXT,
    "catalogue_no" TEXT,
    "title" TEXT NOT NULL,
    "artist" TEXT NOT NULL,
    "label" TEXT,
    "release_date" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_recording" (
    "release_id" UUID NOT NULL,
    "recording_id" UUID NOT NULL,
    "disc" INTEGER NOT NULL DEFAULT 1,
    "position" INTEGER NOT NULL,

    CONSTRAINT "release_recording_pkey" PRIMARY KEY ("release_id","recording_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "release_icpn_key" ON "release"("icpn");

-- CreateIndex
CREATE UNIQUE INDEX "release_grid_key" ON "release"("grid");

-- CreateIndex
CREATE INDEX "release_recording_recording_id_idx" ON "release_recording"("recording_id");

-- AddForeignKey
ALTER TABLE "release_recording" ADD CONSTRAINT "release_recording_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_recording" ADD CONSTRAINT "release_recording_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
