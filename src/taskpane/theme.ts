/** Puts Fluent's colours on the page: Office's theme in Excel, the system's choice elsewhere. */
import { setTheme } from '@fluentui/web-components/theme/index.js';
import { webDarkTheme, webLightTheme } from '@fluentui/tokens';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Follows the theme for as long as the page lives. High contrast comes through forced colours. */
export function followTheme(): void {
  const apply = () => {
    const dark = officeIsDark() ?? systemDark.matches;
    setTheme(dark ? webDarkTheme : webLightTheme);
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  };
  apply();
  systemDark.addEventListener('change', apply);
  // Not every Excel tells of another theme; the pane looks when it is used again.
  window.addEventListener('focus', apply);
  if (typeof Office === 'undefined') return;
  try {
    Office.context.document.addHandlerAsync(Office.EventType.OfficeThemeChanged, apply);
  } catch {
    /* Office builds without the event keep the theme they started with. */
  }
}

/** Calls back with whether the system is dark, now and at each change. */
export function followDark(follow: (dark: boolean) => void): void {
  follow(systemDark.matches);
  systemDark.addEventListener('change', ({ matches }) => follow(matches));
}

/** Undefined where Office does not say. */
function officeIsDark(): boolean | undefined {
  if (typeof Office === 'undefined') return undefined;
  const theme = (Office.context as { officeTheme?: Office.OfficeTheme } | undefined)?.officeTheme;
  if (theme?.isDarkTheme !== undefined) return theme.isDarkTheme;
  const ground = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(
    theme?.bodyBackgroundColor ?? '',
  );
  if (!ground) return undefined;
  const [red, green, blue] = ground.slice(1).map((part) => parseInt(part, 16)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}
