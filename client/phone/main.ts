import { createPinia } from 'pinia';
import { createApp } from 'vue';
import '../styles/tokens.css';
import '../styles/base.css';
import './phone.css';
import PhoneApp from './PhoneApp.vue';
import { localTime } from '../format/zone';
import { i18n } from './i18n';
import { router } from './router';
import { useAccountStore } from './stores/account';
import { useSiteData } from './stores/site-data';

/** A storage that is slow, or does not answer, holds back no page for longer, ms. */
const KNOWN_MS = 500;

const pinia = createPinia();
const app = createApp(PhoneApp).use(pinia).use(i18n).use(router);
const { account, zone } = useAccountStore(pinia);
// On a slow phone a first picture without the faults, and then one with them, takes twice as long.
const known = account ? useSiteData(pinia).load(account.id) : undefined;
// The first time in a zone takes the browser long: it is made while the storage is read.
if (zone !== null) localTime(Date.now(), zone);
const late = new Promise((done) => setTimeout(done, KNOWN_MS));
void Promise.race([Promise.all([router.isReady(), known]), late]).finally(() => app.mount('#app'));
