/** Fields of 문서정보 on their way to the document: one after the other, none dropped because another is still on its way. */

import { useCallback, useRef, useState } from 'react';
import type { Input } from '../../shared/api/contract.ts';
import { useClient } from '../api/bridge.ts';

/** Some of the fields, with the values they are to have. */
export type Fields = Input<'documents.setFields'>['fields'];

/** Saving of one document. `save` answers true when these values are kept, false where they were refused (`refusal` says why). */
export interface FieldSaves {
  readonly refusal: string | null;
  readonly clear: () => void;
  readonly save: (fields: Fields) => Promise<boolean>;
}

/** Saves fields in the order they were given. */
export function useFieldSaves(documentId: string): FieldSaves {
  const client = useClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const save = useCallback(
    (fields: Fields): Promise<boolean> => {
      const mine = last.current.then(async () => {
        const answer = await client.call('documents.setFields', { documentId, fields });
        setRefusal(answer.ok ? null : answer.error.message);
        return answer.ok;
      });
      last.current = mine;
      return mine;
    },
    [client, documentId],
  );
  return { refusal, clear: useCallback(() => setRefusal(null), []), save };
}
