import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';

/** The time of day. Injected wherever a decision depends on it, so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands where it is put. */
export class SettableClock extends Clock {
  private instant: Date;

  constructor(instant: Date) {
    super();
    this.instant = instant;
  }

  override now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = instant;
  }

  advance(milliseconds: number): void {
    this.instant = new Date(this.instant.getTime() + milliseconds);
  }
}

/**
 * A clock that is ahead by as many milliseconds as a file says at the moment, so that a test can let days pass for
 * processes that run. A file that is missing or cannot be read as a number ends whatever asks for the time.
 */
export class ShiftedClock extends Clock {
  private readonly file: string;

  constructor(file: string) {
    super();
    this.file = file;
  }

  override now(): Date {
    const text = readFileSync(this.file, 'utf8').trim();
    const shift = /^\d{1,13}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(shift)) throw new RangeError(`${this.file} holds no number of milliseconds`);
    return new Date(Date.now() + shift);
  }
}
