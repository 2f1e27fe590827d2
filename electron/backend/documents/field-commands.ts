/** Commands on 문서정보: the fields beside the text. */

import { fieldsOf } from '../../../shared/collab/schema.ts';
import { FORM_IDS, type Fields } from '../../../shared/collab/content.ts';
import { setField } from '../../../shared/collab/write.ts';
import { foreignFields } from '../../../shared/forms/forms.ts';
import { err, ok } from '../../../shared/lib/result.ts';
import { guardContent } from '../../../shared/policy/guard/content-guard.ts';
import { proposeKeywords, proposeSummary } from '../../../shared/writing/propose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { editable } from './editable.ts';

const NOT_OF_FORM = err('NOT_OF_FORM', '이 서식에 없는 항목입니다. 아무것도 바뀌지 않았습니다.');

/** Commands on the fields of a draft. */
export function fieldCommands(context: BackendContext): Pick<Handlers, 'documents.setFields' | 'documents.propose'> {
  return {
    async 'documents.setFields'({ documentId, fields }) {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      const secret = guardContent({ fields: fields as Partial<Fields> }, '바꾸지 않았고 앞의 글은 그대로 있습니다. 표시를 잘못 붙였으면 지우고 다시 하십시오.');
      if (!secret.ok) return secret;
      await rooms.value.main.whenLoaded;
      const written = fieldsOf(rooms.value.main.doc).get('form');
      const form = FORM_IDS.find((id) => id === written) ?? 'official';
      if (foreignFields(form, Object.keys(fields)).length > 0) return NOT_OF_FORM;
      for (const [name, value] of Object.entries(fields)) if (value !== undefined) setField(rooms.value.main.doc, name as keyof Fields, value as never);
      return ok({});
    },
    async 'documents.propose'({ documentId }) {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      const content = await context.drafts.content(documentId);
      if (!content.ok) return content;
      const { fields, blocks } = content.value;
      return ok({ summary: proposeSummary(blocks), keywords: proposeKeywords(fields.title, blocks) });
    },
  };
}
