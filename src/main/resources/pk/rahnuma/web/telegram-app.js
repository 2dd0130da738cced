// Fits a page into Telegram: colours, main button, back button, and a question before an open form is closed.

const app = window.Telegram.WebApp;
const root = document.documentElement;

const MIN_CONTRAST = 4.5;
const WARNING_COLOURS = { light: ['#7a2d00', '#fff1e0'], dark: ['#ffc18a', '#3a2410'] };

const channels = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));

// Relative luminance and contrast as WCAG 2.2 defines them.
const luminance = colour => channels(colour)
  .map(value => value / 255)
  .map(value => (value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4))
  .reduce((sum, value, at) => sum + value * [.2126, .7152, .0722][at], 0);

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + .05) / (dark + .05);
}

const mix = (one, other, share) => '#' + channels(one)
  .map((value, at) => Math.round(value + (channels(other)[at] - value) * share).toString(16).padStart(2, '0')).join('');

// Moves a colour towards another one until it can be read beside all of these: many themes have pale links and hints.
function readable(colour, towards, beside) {
  for (let share = 0; share < 1; share += .1) {
    const mixed = mix(colour, towards, share);
    if (beside.every(other => contrast(mixed, other) >= MIN_CONTRAST)) {
      return mixed;
    }
  }
  return towards;
}

function applyTheme() {
  const theme = app.themeParams;
  const sheet = theme.bg_color;
  const ink = theme.text_color;
  if (!sheet || !ink || contrast(sheet, ink) < MIN_CONTRAST) {
    return;
  }
  const second = theme.secondary_bg_color ?? sheet;
  const ground = contrast(second, ink) < MIN_CONTRAST ? sheet : second;
  const onBrand = theme.button_text_color ?? sheet;
  const act = readable(theme.link_color ?? ink, ink, [sheet, ground]);
  const [warn, warnGround] = WARNING_COLOURS[app.colorScheme];
  const colours = {
    sheet,
    ink,
    ground,
    act,
    ring: act,
    quiet: readable(theme.hint_color ?? ink, ink, [sheet, ground]),
    line: mix(sheet, ink, .25),
    brand: readable(theme.button_color ?? act, luminance(onBrand) > .5 ? '#000000' : '#ffffff', [onBrand]),
    'on-brand': onBrand,
    warn,
    'warn-ground': warnGround,
  };
  Object.entries(colours).forEach(([name, value]) => root.style.setProperty(`--${name}`, value));
  root.style.colorScheme = app.colorScheme;
}

// The state of Telegram's buttons outlasts a page, but not that of its library: it is set on each page.
const set = (event, state) => window.Telegram.WebView.postEvent(event, false, state);

function bindMainButton() {
  const buttons = [...document.querySelectorAll('main form button:not([type="button"], .second)')].filter(button => !button.closest('.search'));
  if (buttons.length !== 1) {
    set('web_app_setup_main_button', { is_visible: false });
    return;
  }
  const [button] = buttons;
  app.MainButton.setParams({ text: button.textContent.trim(), is_visible: true });
  app.MainButton.onClick(() => button.click());
  button.hidden = true;
  document.addEventListener('submit', event => event.defaultPrevented || app.MainButton.showProgress());
  window.addEventListener('pageshow', () => app.MainButton.hideProgress());
}

function bindBackButton() {
  const back = document.querySelector('.back a');
  if (!back || !app.isVersionAtLeast('6.1')) {
    set('web_app_setup_back_button', { is_visible: false });
    return;
  }
  app.BackButton.onClick(() => back.click());
  app.BackButton.show();
}

// The chat of these pages is the one with the bot, and other sites open outside of the app.
function followLink(event) {
  const link = event.target.closest('a[href]');
  if (!link || link.protocol === 'mailto:' || link.protocol === 'tel:') {
    return;
  }
  if (link.origin !== location.origin) {
    event.preventDefault();
    app.openLink(link.href);
  } else if (link.pathname === '/') {
    event.preventDefault();
    app.close();
  }
}

function fit() {
  applyTheme();
  app.onEvent('themeChanged', applyTheme);
  bindMainButton();
  bindBackButton();
  set('web_app_setup_closing_behavior', { need_confirmation: Boolean(document.querySelector('main form.fields')) });
  document.addEventListener('click', followLink);
  app.expand();
  app.ready();
}

// A browser that has the cookie may show the page outside of Telegram too.
if (app.platform !== 'unknown') {
  fit();
}
