/** pdf.js with its worker's code in the page: `file://` has no workers. Loaded only when a PDF is shown. */

import 'pdfjs-dist/build/pdf.worker.mjs';

export { getDocument } from 'pdfjs-dist';
