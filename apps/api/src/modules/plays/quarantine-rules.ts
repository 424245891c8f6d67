import {
  HOUR_MS,
  MOST_HEARD_A_DAY_MS,
  NEW_DEVICE_ADDRESS_PLAYS,
  NEW_DEVICE_PLAYS,
} from './counting-rules.ts';
import type { Quarantine } from './play.types.ts';

/** What a device did on one day, and what came from one address in this hour. */
export interface DayTotal {
  readonly plays: number;
  readonly heardMs: number;
}
export interface AddressTotal {
  readonly plays: number;
  readonly newDevicePlays: number;
}

export interface FraudGround {
  readonly newDeviceHours: number;
  readonly addressPlaysPerHour: number;
  /** First grant of each device. */
  readonly firstSeen: ReadonlyMap<string, Date>;
  readonly address: AddressTotal;
}

export interface Suspect {
  readonly device: string;
  readonly heardMs: number;
  /** Before this play. */
  readonly day: DayTotal;
  readonly address: AddressTotal;
}

/** When a device stops being new; null when it is not. */
export function newUntil(device: string, now: Date, { firstSeen, newDeviceHours }: FraudGround): Date | null {
  const until = (firstSeen.get(device) ?? now).getTime() + newDeviceHours * HOUR_MS;
  return until > now.getTime() ? new Date(until) : null;
}

/**
 * Whether a play that keeps all rules is kept aside for now. Nothing here is proof: such a play is not refused, it counts when
 * the device is older or an operator has looked, into the period that is open then.
 */
export function suspicion(suspect: Suspect, now: Date, ground: FraudGround): Quarantine | null {
  const { device, heardMs, day, address } = suspect;
  if (day.heardMs + heardMs > MOST_HEARD_A_DAY_MS)
    return held('device_velocity', 'This device played for more than 20 hours of that day.', null);
  if (address.plays >= ground.addressPlaysPerHour)
    return held(
      'address_velocity',
      'More plays came from this address in an hour than people there can hear.',
      null,
    );
  const until = newUntil(device, now, ground);
  if (until === null) return null;
  if (day.plays >= NEW_DEVICE_PLAYS || address.newDevicePlays >= NEW_DEVICE_ADDRESS_PLAYS)
    return held('new_device', 'The device is new; the play counts when it is older.', until);
  return null;
}

const held = (reason: Quarantine['reason'], detail: string, until: Date | null): Quarantine => ({
  status: 'quarantined',
  reason,
  detail,
  until,
});
