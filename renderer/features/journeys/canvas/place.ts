import { createContext } from 'react';

/** Where on the way something goes: a node's port, wired or not. */
export type Place = { node: string; port: string };

/** Asks what to put at a place of the way; opens beside the point that was pressed. */
export const AddAt = createContext<(place: Place, beside: { x: number; y: number }) => void>(() => {});
