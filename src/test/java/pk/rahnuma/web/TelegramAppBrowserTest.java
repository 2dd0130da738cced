package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.SignedInitData;

/// The form within Telegram, whose app is a stand-in: it passes data and theme in the address, as Telegram does, and
/// records what the page asks of it.
@Tag("long")
class TelegramAppBrowserTest {

    /// Colours of Telegram's own themes. Hints and links of the light one are too pale to read.
    private static final Map<String, String> THEMES = Map.of("light", """
            {"bg_color":"#ffffff","text_color":"#000000","hint_color":"#a8a8a8","link_color":"#2678b6",\
            "button_color":"#50a8eb","button_text_color":"#ffffff","secondary_bg_color":"#f0f0f0"}""", "dark", """
            {"bg_color":"#1c242f","text_color":"#ffffff","hint_color":"#708499","link_color":"#73b9f5",\
            "button_color":"#50a8eb","button_text_color":"#ffffff","secondary_bg_color":"#151e27"}""");

    private static final Map<String, String> GROUNDS = Map.of("light", "rgb(255, 255, 255)", "dark", "rgb(28, 36, 47)");

    private static final String TELEGRAM = """
            window.TelegramWebviewProxy = { postEvent(name, data) {
              const all = JSON.parse(sessionStorage.getItem('asked') ?? '{}');
              all[name] = data;
              sessionStorage.setItem('asked', JSON.stringify(all));
            } };""";

    private static FakeBotApi api;
    private static TestServer server;
    private static int users = 9900;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2().withBot(api).startServer();
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String entryFor(String language, String theme) {
        api.person(++users, language);
        String data = SignedInitData.sign(
                api.token(), users, server.getBean(Clock.class).instant());
        return "/telegram-app?page=apply#tgWebAppData=" + encode(data)
                + "&tgWebAppVersion=8.0&tgWebAppPlatform=android&tgWebAppThemeParams=" + encode(THEMES.get(theme));
    }

    @ParameterizedTest(name = "{0} in {1}, {2}")
    @CsvSource({"SMALL_PHONE, en, dark", "PHONE, ur, light"})
    void thePagesUseTheThemeAndTheButtonsOfTelegram(HeadlessBrowser.Screen screen, String language, String theme) {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), screen, language)) {
            AppWalk walk = new AppWalk(browser, screen, language, theme);
            browser.runOnNewPages(TELEGRAM);
            browser.openPath(entryFor(language, theme));
            walk.awaitPath("/" + language + "/apply");
            walk.check("forms");
            assertThat(walk.asked("web_app_setup_main_button")).contains("\"is_visible\":false");
            assertThat(walk.asked("web_app_setup_back_button")).contains("\"is_visible\":false");
            assertThat(walk.asked("web_app_setup_closing_behavior")).contains("false");
            assertThat(walk.asked("web_app_ready")).isNotNull();
            browser.find("main ul.entries a").click();
            walk.awaitPath("/apply/register-individual");
            walk.check("before");
            walk.receive("main_button_pressed");
            walk.awaitPath("/consent");
            walk.check("consent");
            assertThat(walk.asked("web_app_setup_main_button")).contains("\"is_visible\":true");
            assertThat(walk.asked("web_app_setup_closing_behavior")).contains("true");
            assertThat(browser.find("main form.fields button").isDisplayed()).isFalse();
            browser.find("input[value=yes]").click();
            walk.receive("main_button_pressed");
            walk.awaitPath("/work_type");
            walk.check("choice");
            browser.find("input[value=freelancer]").click();
            walk.receive("main_button_pressed");
            walk.awaitPath("/full_name");
            assertThat(walk.asked("web_app_setup_back_button")).contains("\"is_visible\":true");
            walk.receive("back_button_pressed");
            walk.awaitPath("/work_type");
            browser.find("main form.fields");
            walk.openThemeOf("light");
            walk.ignoreThemeOf("red; --ink: red");
            walk.followLinks();
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    @Test
    void outsideOfTelegramTheEntryLeadsToTheForm() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), HeadlessBrowser.Screen.PHONE, "en")) {
            browser.openPath("/telegram-app?page=apply");
            browser.await("a word", () -> browser.find("#outside").isDisplayed());
            assertThat(browser.find("#wait").isDisplayed()).isFalse();
            assertThat(browser.find("#browser").getAttribute("href")).endsWith("/en/apply");
            assertThat(browser.violations()).isEmpty();
        }
    }

    /// The app on one screen, in one language and theme.
    private record AppWalk(HeadlessBrowser browser, HeadlessBrowser.Screen screen, String language, String theme) {

        void awaitPath(String end) {
            browser.await(
                    end,
                    () -> browser.run("return location.pathname").toString().endsWith(end)
                            && asked("web_app_ready") != null
                            && browser.run("return document.readyState").equals("complete"));
        }

        /// Data of the last request of this kind to Telegram, or null.
        String asked(String event) {
            return (String) browser.run(
                    "return JSON.parse(sessionStorage.getItem('asked') ?? '{}')[arguments[0]] ?? null", event);
        }

        void receive(String event) {
            browser.run("window.Telegram.WebView.receiveEvent(arguments[0])", event);
        }

        /// Telegram changes its theme while the page is open.
        void openThemeOf(String other) {
            browser.run(
                    "window.Telegram.WebView.receiveEvent('theme_changed', { theme_params: JSON.parse(arguments[0]) })",
                    THEMES.get(other));
            assertThat(ground()).isEqualTo(GROUNDS.get(other));
        }

        /// Colours that are none are left out, so that the theme has no sheet and stays as it is.
        void ignoreThemeOf(String colour) {
            browser.run(
                    "window.Telegram.WebView.receiveEvent('theme_changed', { theme_params: { bg_color: arguments[0] } })",
                    colour);
            assertThat(ground()).isEqualTo(GROUNDS.get("light"));
        }

        /// Links lead outside of the app, to a chat of Telegram, or back to the chat with the bot.
        void followLinks() {
            follow("https://www.pta.gov.pk/en");
            assertThat(asked("web_app_open_link")).isEqualTo("{\"url\":\"https://www.pta.gov.pk/en\"}");
            follow("https://t.me/desk_bot?start=join-1");
            assertThat(asked("web_app_open_tg_link")).isEqualTo("{\"path_full\":\"/desk_bot?start=join-1\"}");
            follow("/");
            assertThat(asked("web_app_close")).isEqualTo("{}");
        }

        private void follow(String address) {
            browser.run(
                    "const link = document.createElement('a'); link.href = arguments[0]; document.body.append(link);"
                            + " link.click(); link.remove();",
                    address);
        }

        private Object ground() {
            return browser.run("return getComputedStyle(document.body).backgroundColor");
        }

        /// Checks the page: the theme, no finding of axe, and nothing wider than the screen.
        void check(String name) {
            // A script applies it after the page is there.
            browser.await("the theme", () -> ground().equals(GROUNDS.get(theme)));
            browser.screenshot(
                    "telegram-" + screen.name().toLowerCase(Locale.ROOT) + "-" + language + "-" + name + "-" + theme);
            assertThat(browser.violations()).as(name).isEqualTo(List.of());
            assertThat(browser.run(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(name + " is not wider than the screen")
                    .isEqualTo(0L);
        }
    }
}
