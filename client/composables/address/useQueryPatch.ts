import { useRoute, useRouter } from 'vue-router';

/** Changes several query parameters at once, as one step; an empty one leaves the address. */
export function useQueryPatch() {
  const route = useRoute();
  const router = useRouter();
  return (patch: Readonly<Record<string, string>>, history: 'push' | 'replace' = 'push'): void => {
    const query = { ...route.query, ...patch };
    for (const [name, value] of Object.entries(patch)) if (value === '') delete query[name];
    void router[history]({ query, hash: route.hash });
  };
}
