/** Whether a view can draw. `reason` is for the pane to show over the picture, which is gone. */
export type ViewStatus = { readonly state: 'drawing' } | { readonly state: 'lost'; readonly reason: string };

export const lostStatus: ViewStatus = {
  state: 'lost',
  reason: 'The 3D view was lost: the graphics driver was restarted or ran out of memory. Nothing else is affected. The view comes back by itself as soon as the driver lets it; if it does not, open the recording again.',
};
