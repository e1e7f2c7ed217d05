import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * One query parameter as a model, so that a choice survives a reload, is in a shared link, and follows the back button.
 */
export function useAddress(name: string, history: 'push' | 'replace' = 'push'): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const value = route.query[name];
      return typeof value === 'string' ? value : '';
    },
    set: (value) => {
      const query = { ...route.query };
      if (value === '') delete query[name];
      else query[name] = value;
      void router[history]({ query, hash: route.hash });
    },
  });
}
