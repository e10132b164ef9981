import { createRoot } from 'react-dom/client';
import './fonts.css';
import './tokens.css';
import './base.css';
import { App } from './app.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { openFromAddress } from './share.ts';

// A part that is loaded late can be gone when a newer build has taken over: the page starts anew, once, and keeps the text.
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('podscope/started-anew') !== null) return;
  event.preventDefault();
  sessionStorage.setItem('podscope/started-anew', 'yes');
  location.reload();
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <FaultBoundary>
    <App />
  </FaultBoundary>,
);
void openFromAddress();
window.addEventListener('hashchange', () => void openFromAddress());
