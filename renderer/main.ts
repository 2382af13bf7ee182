/** Starts the window: stores, texts, and the shell. */

import './styles/tokens.css';
import './styles/base.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { i18n } from './i18n';
import { useSession } from './stores/session';
import { useSettings } from './stores/settings';

const app = createApp(App).use(createPinia()).use(i18n);

async function start(): Promise<void> {
  useSession().begin();
  // The language is known before anything is shown, so that no text changes under the reader's eyes.
  await useSettings().load();
  app.mount('#app');
}

void start();
