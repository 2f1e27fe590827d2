// Builds out/ when a source changed since the last build: what is measured or played is the program of today.
import { build } from './setup.mjs';

build();
