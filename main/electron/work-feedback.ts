import { BrowserWindow, Notification } from 'electron';
import type { Target } from '../../preload/contract/model.ts';
import type { Application } from '../application.ts';
import { followWork, type Announcement } from './work-progress.ts';

/** What a click on a notification does; each brings the window to the front. */
export interface FeedbackActions {
  openRecording: (target: Target) => void;
  openDownloads: () => void;
}

/** Several at once are one notification: nobody reads twenty. */
const mostAlone = 1;

/** Shows work that goes on on the taskbar icon, and the end of downloads as notifications where nobody is looking at the window. */
export function setupWorkFeedback(application: Application, actions: FeedbackActions): void {
  const follow = followWork();
  application.subscribe((event) => {
    const { fraction, ended } = follow(event);
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(fraction ?? -1);
    if (ended.length > 0 && Notification.isSupported() && !isLookedAt()) notify(ended, actions);
  });
}

const isLookedAt = () => BrowserWindow.getAllWindows().some((window) => window.isFocused());

/** One that is garbage is not told of its click. */
const shown = new Set<Notification>();

function notify(ended: readonly Announcement[], { openRecording, openDownloads }: FeedbackActions): void {
  const [first] = ended;
  if (first === undefined) return;
  const { title, body, target } =
    ended.length > mostAlone ? { title: 'Downloads ended', body: `${ended.length} sequences: the list of downloads says how each went.`, target: null } : first;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.once('close', () => shown.delete(notification));
  notification.once('click', () => {
    shown.delete(notification);
    if (target === null) openDownloads();
    else openRecording(target);
  });
  notification.show();
}
