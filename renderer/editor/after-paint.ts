/** Work that waits until the next picture is on the screen. */

/** At the latest so much later: a window nobody looks at draws no pictures. */
const LATEST_MS = 200;

/** Runs `act` once after the next paint, however often it was asked for meanwhile. */
export function createAfterPaint(act: () => void): { readonly ask: () => void; readonly stop: () => void } {
  const { port1, port2 } = new MessageChannel();
  let [frame, timer] = [0, 0];
  const stop = (): void => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
    [frame, timer] = [0, 0];
  };
  const run = (): void => {
    if (timer === 0) return;
    stop();
    act();
  };
  port1.addEventListener('message', run);
  port1.start();
  return {
    ask() {
      if (timer !== 0) return;
      timer = window.setTimeout(run, LATEST_MS);
      frame = requestAnimationFrame(() => port2.postMessage(null));
    },
    stop() {
      stop();
      port1.close();
    },
  };
}
