import type { KioskAnswer, KioskItem, KioskItemPage } from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { pathOf, request } from '../request';

/** The screens of the wall that the account may see, in the order of their making. */
export async function readKiosks(signal?: AbortSignal): Promise<KioskItem[]> {
  return (await request<KioskItemPage>(ROUTES.kiosks, { ...(signal && { signal }) })).items;
}

/** Makes the link of a screen: it is answered this once. */
export const makeKiosk = (name: string, scope: string): Promise<KioskAnswer> =>
  request(ROUTES.kiosks, { method: 'POST', body: { name, scope } });

export async function revokeKiosk(id: string): Promise<void> {
  await request(pathOf(ROUTES.kiosk, id), { method: 'DELETE' });
}
