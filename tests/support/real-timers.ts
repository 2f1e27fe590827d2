/** Workers serve many files: timers a test faked and left so, because it failed in the middle, would stand still for all that come after. */

import { afterEach, vi } from 'vitest';

afterEach(() => void vi.useRealTimers());
