import { createPinia } from 'pinia';
import { createApp } from 'vue';
import '../styles/tokens.css';
import '../styles/base.css';
import './phone.css';
import PhoneApp from './PhoneApp.vue';
import { i18n } from './i18n';
import { router } from './router';

createApp(PhoneApp).use(createPinia()).use(i18n).use(router).mount('#app');
