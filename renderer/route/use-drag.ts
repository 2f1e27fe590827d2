/** Dragging a step within its lane: what is dragged, and where it would come to lie. */

import { useState, type DragEvent } from 'react';
import { placeStep, type Plan, type Target } from './plan.ts';

/** How much of a card at its top and bottom means before and after; the middle means side by side. */
const EDGE = 0.3;

/** Where the pointer stands over a stage. */
function whereIn(event: DragEvent<HTMLElement>): Target['where'] {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const share = (event.clientY - top) / Math.max(1, height);
  return share < EDGE ? 'before' : share > 1 - EDGE ? 'after' : 'beside';
}

/** What a stage and a step need to be dragged over and dragged. */
export interface Drag {
  readonly dragged: string | null;
  readonly over: Target | null;
  readonly step: (id: string) => { readonly draggable: true; readonly onDragStart: (event: DragEvent<HTMLElement>) => void; readonly onDragEnd: () => void };
  readonly stage: (stage: number) => { readonly onDragOver: (event: DragEvent<HTMLElement>) => void; readonly onDrop: (event: DragEvent<HTMLElement>) => void };
}

/** The drag of one lane; `onPlace` is told of a step that was put somewhere else. */
export function useDrag(plan: Plan, onPlace: (plan: Plan, stepId: string) => void): Drag {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<Target | null>(null);
  const end = (): void => {
    setDragged(null);
    setOver(null);
  };
  return {
    dragged,
    over,
    step: (id) => ({
      draggable: true,
      onDragStart(event) {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', id);
        setDragged(id);
      },
      onDragEnd: end,
    }),
    stage: (stage) => ({
      onDragOver(event) {
        if (dragged === null) return;
        event.preventDefault();
        const where = whereIn(event);
        if (over?.stage !== stage || over.where !== where) setOver({ stage, where });
      },
      onDrop(event) {
        if (dragged === null) return;
        event.preventDefault();
        onPlace(placeStep(plan, dragged, { stage, where: whereIn(event) }), dragged);
        end();
      },
    }),
  };
}
