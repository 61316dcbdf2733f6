/** The Fluent web components that the pane uses; each is registered once. */
import '@fluentui/web-components/button.js';
import '@fluentui/web-components/message-bar.js';
import '@fluentui/web-components/tab.js';
import '@fluentui/web-components/tablist.js';
