import { parseTerritory, parseTerritoryOrWorld, WORLD } from '@flipside/royalty';
import type { Territory, TerritoryOrWorld } from '@flipside/royalty';
import { InvalidRequestError } from '../../platform/problem/errors.ts';

/** What a request asks for, or the instance's own. @throws {InvalidRequestError} for what is no territory. */
export function parseAskedTerritory(
  asked: string | undefined,
  home: string,
  pointer: string,
): TerritoryOrWorld {
  const parsed = parseTerritoryOrWorld(asked ?? home);
  if (parsed.ok) return parsed.value;
  throw new InvalidRequestError([{ pointer, detail: parsed.message }]);
}

/** Money is reckoned in one country: for the whole world that is the instance's own. */
export function parseHomeTerritory(territory: TerritoryOrWorld, home: string): Territory {
  if (territory !== WORLD) return territory;
  const parsed = parseTerritory(home);
  if (!parsed.ok) throw new TypeError(`DEFAULT_TERRITORY: ${parsed.message}`);
  return parsed.value;
}
