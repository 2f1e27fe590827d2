/** Entry of `verify.html`: one page in one file, opened from a disk, with no bridge and no network. */

import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/ground.css';
import '../styles/shared-controls.css';
import '../styles/controls.css';
import './verify.css';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { VerifyPage } from './verify-page.tsx';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<VerifyPage crypto={createWebCrypto(globalThis.crypto.subtle)} />);
