/** Entry of the screen. */

import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/ground.css';
import './styles/shared-frame.css';
import './styles/shared-controls.css';
import './styles/shared-lists.css';
import './styles/shared-lanes.css';
import './styles/fonts.css';
import './styles/controls.css';
import './styles/bars.css';
import './styles/gate-lists.css';
import './styles/dialogs.css';
import './styles/editor.css';
import './styles/route.css';
import './styles/decision.css';
import './styles/card.css';
import './styles/said.css';
import './styles/trail.css';
import './styles/sheet.css';
import './styles/sheet-parts.css';
import './styles/brief.css';
import './styles/alarm.css';
import './styles/kept.css';
import './styles/keys.css';
import './styles/devices.css';
import './styles/threads.css';
import './styles/authors.css';
import './styles/directory.css';
import './styles/directory-changes.css';
import './styles/records.css';
import './styles/audit.css';
import './styles/notices.css';
import { connectBridge } from './api/bridge.ts';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App bridge={connectBridge()} />);
