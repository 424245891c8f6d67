import { useDocumentTitle } from '@mantine/hooks';
import { OperatorOnly } from '../operator-only.tsx';
import { ErasedReceipts } from './erased-receipts.tsx';
import { KeptAside } from './kept-aside.tsx';
import { NotCounted } from './not-counted.tsx';
import { TakenBack } from './taken-back.tsx';
import '../operator.css';
import './operator-plays.css';

/** Plays that did not count, that wait, and that were taken back. */
export function OperatorPlaysScreen() {
  useDocumentTitle('Plays · Flipside');
  return (
    <OperatorOnly
      current="plays"
      title="Plays"
      about="What was not counted, what waits, what was taken back, and receipts that were erased."
    >
      <KeptAside />
      <NotCounted />
      <TakenBack />
      <ErasedReceipts />
    </OperatorOnly>
  );
}
