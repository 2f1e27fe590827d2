/** Builds `verify.html`: one file with everything in it, which a browser opens from a disk and which can ask no network for anything. */

import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const sum = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** A closing tag inside a script or style would end it. */
const inside = (text: string, tag: string): string => text.replaceAll(`</${tag}`, `<\\/${tag}`);

/** The page: its script and style by their digests, nothing else is let in. */
function pageOf(script: string, style: string): string {
  const policy = `default-src 'none'; script-src ${sum(script)}; style-src ${sum(style)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="ko" data-theme="auto">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="google" content="notranslate">
<title>온결 검증</title>
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<script type="module">${script}</script>
</body>
</html>
`;
}

/** Writes the page into a folder. */
export async function buildVerifyPage(root: string, folder: string): Promise<void> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: join(root, 'renderer/verify'),
    publicDir: false,
    plugins: [react()],
    build: {
      write: false,
      minify: true,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { input: join(root, 'renderer/verify/main.tsx'), output: { codeSplitting: false } },
    },
  });
  const files = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const script = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  const style = files.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : []));
  if (script.length !== 1 || files.length !== script.length + style.length)
    throw new Error(`verify.html is more than one script: ${files.map(({ fileName }) => fileName).join(', ')}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'verify.html'), pageOf(inside(script.join(''), 'script'), inside(style.join('\n'), 'style')));
}
