import { createRoot } from 'react-dom/client';
import './fonts.css';
import './tokens.css';
import './base.css';
import { App } from './app.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { watchForNewerBuild } from './newer-build.ts';
import { openFromAddress } from './share.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <FaultBoundary>
    <App />
  </FaultBoundary>,
);
void openFromAddress();
window.addEventListener('hashchange', () => void openFromAddress());
watchForNewerBuild();
