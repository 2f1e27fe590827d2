/** What going through every letter of a draft finds. A screen asks for it again and again, and the text changes less often: the same content is gone through once. */

import type { DocumentView } from '../../../shared/api/views.ts';
import type { Content } from '../../../shared/collab/content.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { glyphChecks } from './glyph-checks.ts';
import { guardChecks, pictureChecks } from './guards.ts';

type Checks = DocumentView['checks'];

const known = new WeakMap<Content, { readonly directory: Directory; readonly checks: Checks }>();

/** 비밀 and 개인정보, pictures without words, letters the form cannot draw. `content` and `directory` are values: another text or directory is another object. */
export function textChecks(content: Content, directory: Directory): Checks {
  const found = known.get(content);
  if (found?.directory === directory) return found.checks;
  const checks = [...guardChecks(content, directory), ...pictureChecks(content), ...glyphChecks(content)];
  known.set(content, { directory, checks });
  return checks;
}
