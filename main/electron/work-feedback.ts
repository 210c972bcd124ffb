import { BrowserWindow, Notification } from 'electron';
import type { Application } from '../application.ts';
import { followWork, type Announcement } from './work-progress.ts';

/** Several at once are one notification: nobody reads twenty. */
const mostAlone = 1;

/** Shows work that goes on on the taskbar icon, and the end of downloads as notifications where nobody is looking at the window. */
export function setupWorkFeedback(application: Application): void {
  const follow = followWork();
  application.subscribe((event) => {
    const { fraction, ended } = follow(event);
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(fraction ?? -1);
    if (ended.length > 0 && Notification.isSupported() && !isLookedAt()) notify(ended);
  });
}

const isLookedAt = () => BrowserWindow.getAllWindows().some((window) => window.isFocused());

function notify(ended: readonly Announcement[]): void {
  const [first] = ended;
  if (first === undefined) return;
  const { title, body } = ended.length > mostAlone ? { title: 'Downloads ended', body: `${ended.length} sequences: the list of downloads says how each went.` } : first;
  new Notification({ title, body }).show();
}
