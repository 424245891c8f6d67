import { toPage } from '../../../modules/catalogue/index.ts';
import type { ErasureRow } from '../../../modules/plays/index.ts';
import { presentPage } from '../common/cursor.ts';

export const presentErasures = (rows: readonly ErasureRow[], limit: number) =>
  presentPage(
    toPage(rows, limit, ({ id }) => ({ key: 'id', id })),
    ({ at, ...row }) => ({ ...row, at: at.toISOString() }),
  );
