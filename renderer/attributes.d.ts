/** Lets every component take the attributes that fall through to its root element; other unknown props stay errors. */

import type { AriaAttributes } from 'vue';

declare module 'vue' {
  interface ComponentCustomProps extends AriaAttributes {
    id?: string;
    role?: string;
    tabindex?: number | string;
    title?: string;
  }
}
