/** A field for words to be kept: as long as an opinion may be, and it says so where it is full, so that nothing is cut off unseen. */

import type { ComponentProps } from 'react';
import { WORDS_MOST } from '../../shared/approval/said.ts';
import { ko } from '../i18n/ko.ts';

/** Told once a field holds as much as it takes: what was pasted behind that did not go in. */
export function FullNote({ text, most }: { readonly text: string; readonly most: number }) {
  return text.length < most ? null : (
    <span className="cap late line" role="alert">
      {ko.said.full(most)}
    </span>
  );
}

/** The field. */
export function Words(props: Omit<ComponentProps<'textarea'>, 'maxLength'> & { readonly value: string }) {
  return (
    <>
      <textarea {...props} maxLength={WORDS_MOST} />
      <FullNote text={props.value} most={WORDS_MOST} />
    </>
  );
}
