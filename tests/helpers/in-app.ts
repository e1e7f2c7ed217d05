import { createPinia } from 'pinia';
import { createApp, createSSRApp, defineComponent, effectScope, type EffectScope } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { renderToString } from 'vue/server-renderer';
import { i18n, loadPageTexts } from '../../client/i18n';

/** Runs a composable as in a page at an address, without a DOM; `scope.stop()` is what leaving the page does. */
export async function inApp<T>(use: () => T, address = '/'): Promise<{ found: T; scope: EffectScope; router: Router }> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] });
  await router.push(address);
  const scope = effectScope();
  const app = createApp({}).use(createPinia()).use(router);
  const found = app.runWithContext(() => scope.run(use));
  if (found === undefined) throw new Error('the composable answers nothing');
  return { found, scope, router };
}

/** Runs a composable of texts, which asks for the language inside a component's set-up. Chinese is loaded. */
export async function inSetup<T>(use: () => T): Promise<T> {
  await loadPageTexts();
  const found: T[] = [];
  const component = defineComponent({
    setup() {
      found.push(use());
      return () => null;
    },
  });
  await renderToString(createSSRApp(component).use(createPinia()).use(i18n));
  return found[0]!;
}
