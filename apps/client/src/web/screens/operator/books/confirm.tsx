import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';

interface ConfirmProps {
  readonly title: string;
  /** What the button does, in words. */
  readonly action: string;
  readonly opened: boolean;
  readonly isPending: boolean;
  /** Null when nothing went wrong. */
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  /** What will happen. */
  readonly children: ReactNode;
}

/** Says what an entry will do before it is made: nothing in the books can be taken back. */
export function Confirm(props: ConfirmProps) {
  const { title, action, opened, isPending, error, onClose, onConfirm, children } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <div className="operator-dialog">
        {children}
        {error !== null && <ProblemMessage error={error} />}
        <div className="row">
          <Button variant="filled" loading={isPending} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
