/** The size of an element's content in whole pixels; 0 before it is known, the last one while it is hidden. */

import { onBeforeUnmount, onMounted, type Ref, ref, type ShallowRef } from 'vue';

export function useSize(element: Readonly<ShallowRef<HTMLElement | null>>): Ref<{ width: number; height: number }> {
  const size = ref({ width: 0, height: 0 });
  let observer: ResizeObserver | null = null;
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      if (width > 0) size.value = { width: Math.round(width), height: Math.round(height) };
    });
    observer.observe(element.value!);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return size;
}
