import { computed } from 'vue';
import { useRoute } from 'vue-router';

/**
 * The page after the log-in (query parameter `to`). Only a path of this application: another origin would be an open
 * redirect.
 */
export function useDestination() {
  const route = useRoute();
  return computed(() => {
    const to = route.query.to;
    return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/';
  });
}
