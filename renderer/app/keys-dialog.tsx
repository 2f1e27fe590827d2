/** All keys, behind `?`. */

import { Dialog } from '../ui/dialog.tsx';

const KEYS: readonly (readonly [string, string])[] = [
  ['↑ ↓', '목록에서 옮기기'],
  ['Enter', '문서 열기'],
  ['A', '서명 창 열기'],
  ['R', '반려 창 열기'],
  ['Ctrl Enter', '서명하기(서명 창 안에서)'],
  ['F9', '결재 올림'],
  ['Tab · Shift Tab', '본문에서 아래·위 수준'],
  ['Ctrl B · Ctrl U', '굵게 · 밑줄'],
  ['Ctrl Z · Ctrl Y', '내가 한 것만 되돌리기 · 다시'],
  ['Esc', '창 닫기'],
  ['?', '이 창'],
];

/** The list of keys. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="단축키" onClose={onClose}>
      <dl className="kv dialog-body">
        {KEYS.map(([key, what]) => (
          <div key={key} className="kv-row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
