import { useState, type DragEvent } from 'react';
import type { QueuePlace } from './queue-rows.ts';

const dragType = 'application/x-avala-download';

/** Where a dragged row would land, seen from the row under the pointer. */
export type DropEdge = 'above' | 'below';

/** Lets a row be dragged by its handle and take others dropped on it; `place` is null for one that does neither. */
export function useRowDrag(id: string, place: QueuePlace | null, onMove: (draggedId: string, beforeId: string | null) => void) {
  const [edge, setEdge] = useState<DropEdge | null>(null);
  const isOurs = (event: DragEvent) => place !== null && event.dataTransfer.types.includes(dragType);
  return {
    edge,
    handle: {
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.dataTransfer.setData(dragType, id);
        event.dataTransfer.effectAllowed = 'move';
        const row = event.currentTarget.parentElement;
        if (row !== null) event.dataTransfer.setDragImage(row, 12, 32);
      },
    },
    target: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!isOurs(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setEdge(edgeAt(event));
      },
      onDragLeave: () => setEdge(null),
      onDrop: (event: DragEvent<HTMLElement>) => {
        if (place === null || !isOurs(event)) return;
        event.preventDefault();
        setEdge(null);
        const draggedId = event.dataTransfer.getData(dragType);
        const beforeId = edgeAt(event) === 'above' ? id : place.nextId;
        if (draggedId !== id && beforeId !== draggedId) onMove(draggedId, beforeId);
      },
    },
  };
}

function edgeAt({ currentTarget, clientY }: DragEvent<HTMLElement>): DropEdge {
  const { top, height } = currentTarget.getBoundingClientRect();
  return clientY < top + height / 2 ? 'above' : 'below';
}
