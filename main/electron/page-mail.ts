import { app } from 'electron';
import type { Application } from '../application.ts';

/** What only the shell tells the page. */
export type PageMessage = Parameters<Application['tell']>[0];

/** More than anybody chooses in menus before they see that nothing comes of it. */
const mostWaiting = 20;

export interface PageMailOptions {
  deliver: (message: PageMessage) => void;
  /** A page began to listen. */
  onHeard: () => void;
  /** A page went: nothing that was known of it holds any more. */
  onLeft: () => void;
}

export interface PageMail {
  /** Whether a page heard it at once; else it waits for one. */
  send: (message: PageMessage) => boolean;
  pageHears: () => void;
}

/**
 * Keeps what the page is told until there is one that hears it: a window may be opening, its page loading or coming back
 * after a crash. Of places to go to, the last is kept.
 */
export function setupPageMail({ deliver, onHeard, onLeft }: PageMailOptions): PageMail {
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
      if (isHeard) {
        deliver(message);
        return true;
      }
      const others = waiting.filter(({ type }) => type !== 'target.opened' || message.type !== type);
      waiting = [...others, message].slice(-mostWaiting);
      return false;
    },
    pageHears() {
      if (isHeard) return;
      isHeard = true;
      const held = waiting;
      waiting = [];
      onHeard();
      for (const message of held) deliver(message);
    },
  };
}
