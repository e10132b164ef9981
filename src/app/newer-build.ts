import { choose } from './store.ts';

/** What the browser kept of an older build goes on until a reload; that a newer one is there is looked up and said. */
export function watchForNewerBuild(): void {
  const { serviceWorker } = navigator;
  // Pages from files or plain http have none.
  if (serviceWorker === undefined) return;
  if (serviceWorker.controller !== null) {
    serviceWorker.addEventListener('controllerchange', () =>
      choose({ notice: 'A newer PodScope is here. It is shown after a reload; your text stays.' }),
    );
    void serviceWorker.ready.then((registration) => registration.update()).catch(() => undefined);
  }
  // A part that is loaded late can be gone when a newer build has taken over: the page starts anew, once.
  window.addEventListener('vite:preloadError', (event) => {
    if (sessionStorage.getItem('podscope/started-anew') !== null) return;
    event.preventDefault();
    sessionStorage.setItem('podscope/started-anew', 'yes');
    location.reload();
  });
}
