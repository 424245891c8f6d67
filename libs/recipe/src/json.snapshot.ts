import { pointerTo, type PointerPart } from './json.pointer.ts';

/** A JSON value (RFC 8259). */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface SnapshotBounds {
  /** Levels of arrays and objects. */
  readonly depth: number;
  /** Values in all, containers included. */
  readonly nodes: number;
  /** UTF-16 code units of all strings and keys together. */
  readonly characters: number;
}

export type Snapshot =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly pointer: string; readonly message: string };

class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** Arrays and plain objects of any realm; instances of classes, maps, dates and boxed values are not JSON. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return (
    typeof prototype === 'object' &&
    Object.getPrototypeOf(prototype) === null &&
    Object.prototype.toString.call(value) === '[object Object]'
  );
}

class Reader {
  private readonly bounds: SnapshotBounds;
  private readonly path: PointerPart[] = [];
  private nodes = 0;
  private characters = 0;

  constructor(bounds: SnapshotBounds) {
    this.bounds = bounds;
  }

  get pointer(): string {
    return pointerTo(this.path);
  }

  read(value: unknown): Json {
    this.nodes += 1;
    if (this.nodes > this.bounds.nodes) throw new NotJson('holds too many values');
    switch (typeof value) {
      case 'boolean':
        return value;
      case 'number':
        if (!Number.isFinite(value)) throw new NotJson('must be a finite number');
        // JSON has one zero: RFC 8785 writes -0 as 0, so the two must not differ after reading either.
        return value === 0 ? 0 : value;
      case 'string':
        return this.string(value);
      case 'object':
        if (value === null) return null;
        return this.container(value);
      default:
        throw new NotJson(`must be JSON, not ${typeof value}`);
    }
  }

  private string(value: string): string {
    this.characters += value.length;
    if (this.characters > this.bounds.characters) throw new NotJson('holds too much text');
    if (/\p{Cs}/u.test(value)) throw new NotJson('must be Unicode text without lone surrogates');
    return value;
  }

  private container(value: object): Json {
    // The depth bound also ends cycles.
    if (this.path.length >= this.bounds.depth) throw new NotJson('is nested too deeply');
    if (Array.isArray(value)) return this.array(value);
    if (!isPlain(value)) throw new NotJson('must be JSON, not an instance of a class');
    return this.object(value);
  }

  private array(value: readonly unknown[]): Json {
    if (value.length > this.bounds.nodes) throw new NotJson('holds too many values');
    const copy: Json[] = [];
    for (let index = 0; index < value.length; index += 1) copy.push(this.member(index, value[index]));
    return copy;
  }

  private object(value: object): Json {
    const copy: { [key: string]: Json } = {};
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === 'symbol') throw new NotJson('must be JSON, without symbol keys');
      this.string(key);
      if (key === '__proto__') throw new NotJson('must not name __proto__');
      copy[key] = this.member(key, Reflect.get(value, key));
    }
    return copy;
  }

  private member(part: PointerPart, value: unknown): Json {
    this.path.push(part);
    const copy = this.read(value);
    this.path.pop();
    return copy;
  }
}

/**
 * Copies a value of unknown origin into plain JSON, reading every member once, within bounds. What comes back can
 * be walked without surprises: no getters, cycles, foreign prototypes, NaN, negative zero or lone surrogates.
 */
export function snapshotJson(value: unknown, bounds: SnapshotBounds): Snapshot {
  const reader = new Reader(bounds);
  try {
    return { ok: true, value: reader.read(value) };
  } catch (error) {
    // Anything else was thrown by the value itself: a getter or a proxy, neither of which is JSON.
    const message = error instanceof NotJson ? error.message : 'could not be read';
    return { ok: false, pointer: reader.pointer, message };
  }
}
