/** A draft flow as Klaviyo's API takes it (`POST /api/flows`); only what we write. */
export type KlaviyoFilter =
  | { type: 'string'; operator: 'equals' | 'not-equals' | 'contains' | 'starts-with'; value: string }
  | { type: 'numeric'; operator: 'equals' | 'not-equals' | 'greater-than' | 'greater-than-or-equal' | 'less-than' | 'less-than-or-equal'; value: number }
  | { type: 'boolean'; operator: 'equals'; value: boolean }
  | { type: 'existence'; operator: 'is-set' | 'not-set' };
export type KlaviyoCondition =
  | { type: 'profile-property'; property: string; filter: KlaviyoFilter }
  | { type: 'profile-group-membership'; is_member: boolean; group_ids: string[]; timeframe_filter: null }
  | { type: 'profile-sample'; percentage: number }
  | {
      type: 'profile-metric';
      metric_id: string;
      measurement: 'count';
      measurement_filter: Extract<KlaviyoFilter, { type: 'numeric' }>;
      timeframe_filter: { type: 'date'; operator: 'alltime' | 'flow-start' };
      metric_filters: null;
    };
/** Groups are joined by "and", conditions of a group by "or". */
export type KlaviyoProfileFilter = { condition_groups: { conditions: KlaviyoCondition[] }[] };

type Links = { next: string | null };
export type KlaviyoWeekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
type Base = { temporary_id: string; links: Links };
export type KlaviyoAction =
  | (Base & {
      type: 'time-delay';
      data: { unit: 'days' | 'hours' | 'minutes'; value: number; timezone?: 'profile'; delay_until_time?: string; delay_until_weekdays?: KlaviyoWeekday[] };
    })
  | (Base & {
      type: 'send-email';
      data: { status: 'draft'; message: { subject_line: string; preview_text?: string; name: string; smart_sending_enabled: boolean; transactional: boolean } };
    })
  | (Base & {
      type: 'send-sms';
      data: { status: 'draft'; message: { body: string; name: string; smart_sending_enabled: boolean; transactional: boolean } };
    })
  | (Base & {
      type: 'send-mobile-push';
      data: { status: 'draft'; message: { title: string; body: string; name: string; smart_sending_enabled: boolean } };
    })
  | (Base & { type: 'send-whatsapp'; data: { status: 'draft'; message: { name: string; smart_sending_enabled: boolean; transactional: boolean } } })
  | (Base & { type: 'send-webhook'; data: { status: 'draft'; message: { url: null; name: string; body: string } } })
  | (Base & {
      type: 'send-internal-alert';
      data: { status: 'draft'; message: { from_email: null; from_label: null; to_emails: string[]; subject_line: string; name: string } };
    })
  | (Base & {
      type: 'update-profile';
      data: {
        status: 'draft';
        profile_operations: (
          | { operator: 'update'; property_type: 'string'; property_key: string; property_value: string }
          | { operator: 'update'; property_type: 'numeric'; property_key: string; property_value: number }
          | { operator: 'update'; property_type: 'boolean'; property_key: string; property_value: boolean }
          | { operator: 'delete'; property_key: string }
        )[];
      };
    })
  | {
      temporary_id: string;
      type: 'conditional-split';
      links: { next_if_true: string | null; next_if_false: string | null };
      data: { profile_filter: KlaviyoProfileFilter };
    };

export type KlaviyoTrigger =
  | { type: 'metric'; id: string; trigger_filter: null }
  | { type: 'segment'; id: string }
  | {
      type: 'date';
      date_field_type: 'profile-property';
      date_profile_property: string;
      timedelta_unit_before_date: 'days';
      timedelta_value_before_date: number;
      recurrence_frequency: 'never';
      timezone: 'profile';
      trigger_time: string;
      trigger_days: KlaviyoWeekday[];
    };

export type KlaviyoFlow = {
  data: {
    type: 'flow';
    attributes: {
      name: string;
      definition: {
        triggers: KlaviyoTrigger[];
        profile_filter: KlaviyoProfileFilter | null;
        actions: KlaviyoAction[];
        entry_action_id: string | null;
        reentry_criteria?: { duration: number; unit: 'day' | 'hour' | 'week' | 'month' | 'alltime' };
      };
    };
  };
};
