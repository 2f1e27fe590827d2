/** `↑↓` go from step to step of a lane, `←→` to the lane beside, while the lanes have the focus (screens §7). Nothing is changed by it. */

import { useEffect } from 'react';

const KEYS: Readonly<Record<string, readonly [lanes: number, steps: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Where a key goes from a place in lanes of so many steps: the same place at an edge, over lanes that have no steps. Pure. */
export function stepBeside(lanes: readonly number[], [lane, step]: readonly [number, number], key: string): readonly [number, number] {
  const [across, along] = KEYS[key] ?? [0, 0];
  let next = lane + across;
  while (across !== 0 && lanes[next] === 0) next += across;
  if (lanes[next] === undefined) next = lane;
  return [next, Math.max(0, Math.min((lanes[next] ?? 1) - 1, step + along))];
}

/** Moves the focus among the steps of a box: each lane is a `section`, each of its steps a `.step`. */
function move(event: KeyboardEvent, box: Element): void {
  const from = document.activeElement;
  if (from !== box && from?.matches('.step') !== true) return;
  const lanes = [...box.querySelectorAll('section.lane')].map((lane) => [...lane.querySelectorAll<HTMLElement>('.step')]);
  const lane = lanes.findIndex((steps) => steps.some((step) => step === from));
  const counts = lanes.map((steps) => steps.length);
  const at =
    lane < 0
      ? [
          Math.max(
            0,
            counts.findIndex((n) => n > 0),
          ),
          0,
        ]
      : stepBeside(counts, [lane, lanes[lane]?.findIndex((step) => step === from) ?? 0], event.key);
  const to = lanes[at[0] ?? 0]?.[at[1] ?? 0];
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Listens while the lanes are shown. */
export function useStepKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const box = document.activeElement?.closest('.lanes') ?? null;
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.defaultPrevented;
      if (box !== null && plain && Object.hasOwn(KEYS, event.key)) move(event, box);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
