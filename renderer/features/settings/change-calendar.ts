import type { Calendar } from '../../../shared/journey/schema-calendars';

export type ChangeCalendar = (patch: Partial<Omit<Calendar, 'id'>>) => void;
