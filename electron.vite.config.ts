import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { join } from 'node:path';
import { contentSecurityPolicy } from './electron/hosts/csp.ts';
import { buildVerifyPage } from './scripts/verify-page.ts';

const at = (path: string) => join(import.meta.dirname, path);

/** Headers do not reach file://, so the page carries its policy itself. */
const csp = {
  name: 'csp',
  apply: 'build' as const,
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy }, injectTo: 'head-prepend' as const },
  ],
};

/** `verify.html` is made with the rest: one command builds everything. */
const verifyPage = {
  name: 'verify-page',
  apply: 'build' as const,
  closeBundle: () => buildVerifyPage(import.meta.dirname, at('out/verify')),
};

/** Faces keep their names: the thread that draws papers reads the window's, so that the program ships each once. */
const assetFileNames = ({ names }: { readonly names: readonly string[] }): string =>
  names.some((name) => name.endsWith('.ttf')) ? 'fonts/[name][extname]' : 'assets/[name]-[hash][extname]';

export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: at('electron/main.ts'),
          web: at('electron/web.ts'),
          'pdf-worker': at('electron/backend/pdf/worker.ts'),
          'intake-worker': at('electron/backend/intake/worker.ts'),
          'audit-worker': at('electron/backend/audit/worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false, // a sandboxed preload may only require('electron')
      rolldownOptions: { input: { preload: at('electron/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('renderer'),
    publicDir: at('resources/public'),
    plugins: [react(), csp, verifyPage],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0, // the policy refuses data: scripts, and one kind of address is enough
      rolldownOptions: { input: at('renderer/index.html'), output: { assetFileNames } },
    },
  },
});
