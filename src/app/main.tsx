import { createRoot } from 'react-dom/client';
import './fonts.css';
import './tokens.css';
import './base.css';
import { App } from './app.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { watchForNewerBuild } from './newer-build.ts';
import { openFromAddress } from './open-from-address.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <FaultBoundary>
    <App />
  </FaultBoundary>,
);
void openFromAddress();
window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file) void import('./stage/open-file.ts').then(({ openFile }) => openFile(file));
});
window.addEventListener('hashchange', () => void openFromAddress());
watchForNewerBuild();
