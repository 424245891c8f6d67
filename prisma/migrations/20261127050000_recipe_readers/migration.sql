-- CreateTable
CREATE TABLE "recipe_reader" (
    "recipe_hash" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recipe_reader_pkey" PRIMARY KEY ("recipe_hash","origin")
);
