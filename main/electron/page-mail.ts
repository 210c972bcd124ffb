import { app } from 'electron';
import type { Application } from '../application.ts';

/** What only the shell tells the page. */
export type PageMessage = Parameters<Application['tell']>[0];

/** More than anybody chooses in menus before they see that nothing comes of it. */
const mostWaiting = 20;

/**
 * Keeps what the menus tell the page until there is one that hears it: a window may be opening, its page loading or coming
 * back after a crash. `onLeft` is called when a page goes, for what was known of it.
 */
export function setupPageMail({ deliver, onLeft }: { deliver: (message: PageMessage) => void; onLeft: () => void }): { send: (message: PageMessage) => void; pageHears: () => void } {
  let isHeard = false;
  let waiting: PageMessage[] = [];
  const leave = () => {
    isHeard = false;
    onLeft();
  };
  app.on('web-contents-created', (_, contents) => {
    contents.on('did-navigate', leave);
    contents.on('render-process-gone', leave);
    contents.on('destroyed', leave);
  });
  return {
    send(message) {
      if (isHeard) deliver(message);
      else waiting = [...waiting, message].slice(-mostWaiting);
    },
    pageHears() {
      isHeard = true;
      const held = waiting;
      waiting = [];
      for (const message of held) deliver(message);
    },
  };
}
