// Maps the bare specifier `electron` (import and require, and the inspector's require) to the stand-in module.
import { registerHooks } from 'node:module';
const url = new URL('./module.mjs', import.meta.url).href;
registerHooks({
  resolve: (spec, ctx, next) => (spec === 'electron' || spec === 'electron/main' ? { url, format: 'module', shortCircuit: true } : next(spec, ctx)),
});
