import { useState } from 'react';
import { Modal, Switch } from '@mantine/core';
import { KEY_LIST, letterKeysOn, setLetterKeys } from './key-list.ts';

/** All keys, and a switch for those that are single letters. */
export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [on, setOn] = useState(letterKeysOn);
  const [kept, setKept] = useState(true);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Studio keys"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Does</th>
          </tr>
        </thead>
        <tbody>
          {KEY_LIST.map(([keys, does]) => (
            <tr key={keys}>
              <th scope="row" className="mono nowrap">
                {keys}
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Switch
        mt="md"
        label="Single-letter keys"
        checked={on}
        error={kept ? null : 'Not kept: storage is closed to this page.'}
        onChange={(event) => {
          setOn(event.currentTarget.checked);
          setKept(setLetterKeys(event.currentTarget.checked));
        }}
      />
    </Modal>
  );
}
