export {
  payeeAccountChanged,
  paymentReturned,
  paymentSent,
  payoutsStopped,
  sendRequested,
  settleRequested,
} from './events.ts';
export { PayeeService } from './payee.service.ts';
export type { PayeeStanding } from './payee.service.ts';
export type { AccountDraft } from './payee.types.ts';
export { PaymentService } from './payment.service.ts';
export { PayoutFileService } from './payout-file.service.ts';
export type { PayoutFile } from './payout-file.service.ts';
export { PayoutRunService } from './payout-run.service.ts';
export { PayoutSendingService } from './payout-sending.service.ts';
export { PayoutService } from './payout.service.ts';
export type { Owed, RunDetail } from './payout.service.ts';
export { LINE_REASONS, LINE_STATES, RUN_EVENTS, RUN_STATES } from './payout.types.ts';
export type { LineRow } from './payout.types.ts';
export type { LineFilter, PaymentRow, RunEvent, RunRow } from './payout.view.ts';
export { PayoutsModule } from './payouts.module.ts';
