import { createPinia } from 'pinia';
import { createApp } from 'vue';
import './styles/font.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/wall.css';
import WallApp from './WallApp.vue';
import { i18n } from './i18n';
import { assetsOf } from './view-models/wall/build';

// Before anything is loaded later: the files that the page's own HTML names.
const own = assetsOf(document.documentElement.outerHTML);
createApp(WallApp, { own }).use(createPinia()).use(i18n).mount('#app');
