import { useMutationObserver } from '@vueuse/core';
import { shallowRef, type ShallowRef } from 'vue';
import type { ChartTokens } from '../../charts/budget';

const NAMES: Record<keyof ChartTokens, string> = {
  series: '--series-1',
  ideal: '--ctl',
  axis: '--line',
  split: '--line2',
  label: '--t2',
  surface: '--surface',
  text: '--t1',
};

function read(): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(NAMES).map(([key, name]) => [key, style.getPropertyValue(name).trim()]);
  return Object.fromEntries(entries) as ChartTokens;
}

/** The design tokens as colours for charts; read again when the theme or its stale state changes. */
export function useTokens(): Readonly<ShallowRef<ChartTokens>> {
  const tokens = shallowRef(read());
  useMutationObserver(document.documentElement, () => (tokens.value = read()), {
    attributes: true,
    attributeFilter: ['data-theme', 'data-stale'],
  });
  return tokens;
}
