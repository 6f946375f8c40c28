import { createContext } from 'react';
import type { Card } from '../../../../shared/journey/schema';

/** What groups and cards on the canvas ask for. */
export type DrawingHands = {
  /** The group or card whose words are being typed, as it is known on the canvas. */
  typing: string | undefined;
  onTyping: (id: string | undefined) => void;
  onName: (group: string, name: string) => void;
  onFold: (group: string, folded: boolean) => void;
  onUngroup: (group: string) => void;
  onCard: (card: Card) => void;
};

export const Hands = createContext<DrawingHands | undefined>(undefined);
