/** From where a scene is looked at: from behind and above, out of the ego, from straight above, and so on. */
export const viewPresets = ['orbit', 'first-person', 'birds-eye', 'front', 'left', 'isometric'] as const;
export type ViewPreset = (typeof viewPresets)[number];

/** What dragging does: turn the scene about a point, or turn one's head. */
export type Navigation = 'orbit' | 'look';

export type Projection = 'perspective' | 'orthographic';

/** What of the ego's motion the camera goes along with. */
export type Follow = 'none' | 'position' | 'heading';
