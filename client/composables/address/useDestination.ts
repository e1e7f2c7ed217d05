import { computed } from 'vue';
import { useRoute } from 'vue-router';

/** Where the address asks to be led to afterwards: only a path of this application, never an address from outside. */
export function useDestination() {
  const route = useRoute();
  return computed(() => {
    const to = route.query.to;
    return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/';
  });
}
