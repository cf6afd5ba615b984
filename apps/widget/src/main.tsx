/**
 * The widget's only entry: one script tag, one widget.
 *
 * Tag → configuration → launcher. Everything else waits until the chat is opened, or until it is
 * known that this browser has a conversation. Only `window.Baton` is left on the page.
 */
import { render } from 'preact';
import { createChat } from './chat/chat.ts';
import { unreadMessages } from './chat/chat-state.ts';
import { createWidgetClient } from './chat/widget-client.ts';
import { chime } from './page/chime.ts';
import { createHostElement } from './page/host-element.ts';
import { installPageApi, isInstalled } from './page/page-api.ts';
import { type Installation, ownScriptTag, readScriptTag } from './page/script-tag.ts';
import { createStorage } from './page/storage.ts';
import { createTabTitle } from './page/tab-title.ts';
import { loadConfig } from './page/load-config.ts';
import { watchOpeners } from './page/openers.ts';
import { themeCss } from './view/theme.ts';
import { sourcesLiveAt } from './text/source-href.ts';
import { speak } from './text/strings.ts';
import { Widget } from './view/widget.tsx';
import css from './view/widget.css';

const installation = readScriptTag(ownScriptTag());
if (!installation) warn('the script tag needs data-baton="your widget key"');
else if (!isInstalled()) void start(installation);

async function start(installed: Installation): Promise<void> {
  const page = installPageApi();
  const client = createWidgetClient(installed.host, installed.key);
  const [config] = await Promise.all([
    loadConfig(client),
    speak(navigator.languages, installed.host),
  ]);
  if (typeof config === 'string') return warn(config);

  sourcesLiveAt(installed.host);
  const place = createHostElement(css);
  place.theme(themeCss(config.look.accent));
  const chat = createChat(installed, config, client, createStorage(installed.key), {
    onRefused(why) {
      place.remove();
      warn(why);
    },
    onIdentityRefused: (why) => warn(`the visitor is anonymous: the identity was refused. ${why}`),
  });

  const showInTitle = createTabTitle();
  chat.store.subscribe((now, before) => {
    const [unread, was] = [unreadMessages(now).length, unreadMessages(before).length];
    if (unread !== was) showInTitle(unread);
    if (unread > was && now.sound && before.replica.conversation) chime();
  });
  render(<Widget chat={chat} />, place.root);
  watchOpeners(chat, place.root);
  page.connect(chat);
  chat.start();
}

/** The page's owner finds out here why no chat appears. Once, and plainly. */
function warn(why: string): void {
  // oxlint-disable-next-line no-console -- a message to the page's developer
  console.warn(`Baton: ${why}`);
}
