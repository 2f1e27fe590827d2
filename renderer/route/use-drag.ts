/** Dragging a step within its lane: what is dragged, and where it would come to lie. */

import { useEffect, useRef, useState, type DragEvent } from 'react';
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

/** A step let go of beside the stages: below them in its own lane it comes last, anywhere else (`null`) it stays where it was. Pure. */
export function placeBelow(plan: Plan, stepId: string, inLane: boolean): Plan | null {
  return inLane ? placeStep(plan, stepId, { stage: plan.stages.length - 1, where: 'after' }) : null;
}

/** Takes a drop no stage took, for as long as something is dragged. */
function useDropBeside(dragged: string | null, onDrop: (stepId: string, inLane: boolean) => void): void {
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    if (dragged === null) return undefined;
    const over = (event: Event): void => event.preventDefault();
    const drop = (event: Event): void => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const lane = event.target instanceof Element ? event.target.closest('section.lane') : null;
      latest.current(dragged, lane?.querySelector('ol.plan') != null);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [dragged]);
}

/** The drag of one lane; `onPlace` is told of a step that was put somewhere else, with null where it was let go outside its lane. */
export function useDrag(plan: Plan, onPlace: (plan: Plan | null, stepId: string) => void): Drag {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<Target | null>(null);
  const end = (): void => {
    setDragged(null);
    setOver(null);
  };
  useDropBeside(dragged, (stepId, inLane) => {
    onPlace(placeBelow(plan, stepId, inLane), stepId);
    end();
  });
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
