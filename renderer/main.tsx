/** Entry of the screen. */

import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import './styles/fonts.css';
import './styles/frame.css';
import './styles/papers.css';
import './styles/sheet.css';
import { connectBridge } from './api/bridge.ts';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App bridge={connectBridge()} />);
