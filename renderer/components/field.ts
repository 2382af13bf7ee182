/** How a `UiField` lends its label and its description to the control inside it. */

import { inject, type InjectionKey, provide, type Ref } from 'vue';

export interface FieldContext {
  labelId: string;
  /** Ids of the texts that describe the control: the error, the assumption. */
  describedBy: Ref<string | undefined>;
  invalid: Ref<boolean>;
}

const key: InjectionKey<FieldContext> = Symbol('field');

export function provideField(context: FieldContext): void {
  provide(key, context);
}

/** The field around a control, or null when it stands alone and must bear its own label. */
export function useField(): FieldContext | null {
  return inject(key, null);
}
