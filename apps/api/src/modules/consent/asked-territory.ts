import { parseTerritoryOrWorld } from '@flipside/royalty';
import type { TerritoryOrWorld } from '@flipside/royalty';
import type { Config } from '../../platform/config/config.ts';
import { InvalidRequestError } from '../../platform/problem/errors.ts';

/** The territory that a query names, or else the instance's own. */
export function readTerritory(
  asked: string | undefined,
  { defaultTerritory }: Pick<Config, 'defaultTerritory'>,
): TerritoryOrWorld {
  const territory = parseTerritoryOrWorld(asked ?? defaultTerritory);
  if (territory.ok) return territory.value;
  throw new InvalidRequestError([{ pointer: '/query/territory', detail: territory.message }]);
}
