import { TILE_WIDTH, tilePath } from '@flipside/transparency';
import type { LogReader } from '@flipside/transparency';

/** Requests that are under way at once. */
const DEPTH = 8;

/** What reading entries from a place on asks for, in that order; of partial tiles nothing, for they are read first. */
function* plannedPaths(from: number, size: number): Generator<string> {
  const full = Math.floor(size / TILE_WIDTH);
  for (let index = Math.floor(from / TILE_WIDTH); index < full; index += 1) {
    yield tilePath({ level: 0, index, width: TILE_WIDTH });
    yield tilePath({ level: 'entries', index, width: TILE_WIDTH });
  }
}

/** Asks for some resources before they are needed, so that a far log is read at its own speed. */
export function readAhead(read: LogReader, from: number, size: number): LogReader {
  const planned = plannedPaths(from, size);
  const underWay = new Map<string, ReturnType<LogReader>>();
  const ask = (): void => {
    while (underWay.size < DEPTH) {
      const { value, done } = planned.next();
      if (done === true) return;
      const answer = read(value);
      // Whoever needs it hears of its failure; when nobody does, it does not matter.
      answer.catch(() => undefined);
      underWay.set(value, answer);
    }
  };
  return (path) => {
    ask();
    const answer = underWay.get(path);
    if (answer === undefined) return read(path);
    underWay.delete(path);
    ask();
    return answer;
  };
}
