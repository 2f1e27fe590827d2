/** Leaving a long text without drawing it once more. */

import { Plugin } from '@tiptap/pm/state';
import type { DirectEditorProps, EditorView } from '@tiptap/pm/view';

/**
 * The library takes the views of nodes away when its component goes, by a property that makes the editor draw every line anew; then it goes. At 300 pages that was
 * a second in which nothing moved. Ours need nothing taken away: they end with their editor.
 */
export function keptViews(): Plugin {
  return new Plugin({
    view(view: EditorView) {
      const set = view.setProps.bind(view);
      view.setProps = (props: Partial<DirectEditorProps>): void => {
        const { nodeViews, ...others } = props;
        if (nodeViews === undefined || Object.keys(others).length > 0 || Object.keys(nodeViews).length > 0) set(props);
      };
      return {};
    },
  });
}
