import { DeviceReceiptStore } from '../storage/device-receipt-store.ts';
import type { MeteringApi } from './metering-api.ts';
import { ReceiptOutbox } from './receipt-outbox.ts';

const open = new WeakMap<MeteringApi, ReceiptOutbox>();

/**
 * This device's outbox for one instance. The first call sends what an earlier visit left behind, and so does every
 * return of the network; call it when the app starts.
 */
export function deviceOutbox(api: MeteringApi): ReceiptOutbox {
  const known = open.get(api);
  if (known !== undefined) return known;
  const outbox = new ReceiptOutbox(new DeviceReceiptStore(), api);
  open.set(api, outbox);
  globalThis.addEventListener('online', () => outbox.wake());
  outbox.wake();
  return outbox;
}
