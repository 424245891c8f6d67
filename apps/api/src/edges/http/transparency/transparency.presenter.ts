import type { z } from 'zod';
import type { LeafRow, ProvedLeaf } from '../../../modules/transparency/index.ts';
import type { LogLeaf, LogLeafPage, ProvedLogLeaf } from './transparency.schemas.ts';

function presentLeaf({ index, entry, hash, sequencedAt }: LeafRow): z.infer<typeof LogLeaf> {
  return {
    index,
    hash: Buffer.from(hash).toString('hex'),
    entry: Buffer.from(entry).toString(),
    sequencedAt: sequencedAt.toISOString(),
  };
}

export function presentLeaves(rows: readonly LeafRow[]): z.infer<typeof LogLeafPage> {
  const last = rows.at(-1)?.index ?? 0;
  return { items: rows.map(presentLeaf), before: last > 0 ? last : null };
}

export function presentProved({ size, proof, ...leaf }: ProvedLeaf): z.infer<typeof ProvedLogLeaf> {
  return { ...presentLeaf(leaf), size, proof };
}
