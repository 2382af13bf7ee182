/** Attributes that Vue's own types lack: those that fall through to a component's root element, and those of popovers. */

import type { AriaAttributes } from 'vue';

declare module 'vue' {
  interface ComponentCustomProps extends AriaAttributes {
    id?: string;
    role?: string;
    tabindex?: number | string;
    title?: string;
    onFocus?: (event: FocusEvent) => void;
    onPointerenter?: (event: PointerEvent) => void;
  }
  interface HTMLAttributes {
    popover?: '' | 'auto' | 'manual';
  }
  interface ButtonHTMLAttributes {
    popovertarget?: string;
  }
}
