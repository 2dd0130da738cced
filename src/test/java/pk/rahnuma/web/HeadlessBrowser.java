package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import pk.rahnuma.http.FingerprintedAssets;

/// User of the chat page, with a context of their own in Chromium. Waits for visible changes, never for time.
public final class HeadlessBrowser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE =
            new String(FingerprintedAssets.readResource(AxeBuilder.class, "/axe.min.js"), StandardCharsets.UTF_8);
    /// All that depends on the theme.
    private static final List<String> COLOUR_RULES = List.of("color-contrast", "link-in-text-block");

    private final ChromiumProcess chromium = ChromiumProcess.share();
    private final String context =
            (String) chromium.send("Target.createBrowserContext", Map.of()).get("browserContextId");
    private final List<String> windows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final String address;
    private final Screen screen;
    private final String tag;
    private final boolean scripts;
    private String window;

    private HeadlessBrowser(URI address, Screen screen, String tag, boolean scripts) {
        this.address = address.toString();
        this.screen = screen;
        this.tag = tag;
        this.scripts = scripts;
        openWindow();
    }

    /// Opens the page in a new context of the browser.
    ///
    /// @param tag the preferred language of the user
    public static HeadlessBrowser open(URI address, Screen screen, String tag) {
        HeadlessBrowser browser = openBlank(address, screen, tag);
        browser.openChatPage();
        return browser;
    }

    /// Opens the page of somebody whose chat has this token.
    public static HeadlessBrowser openWithToken(URI address, Screen screen, String tag, String token) {
        HeadlessBrowser browser = openBlank(address, screen, tag);
        browser.addCookie("rahnuma", token, "/");
        browser.openChatPage();
        return browser;
    }

    /// Opens no page yet.
    ///
    /// @param address to which cookies and paths belong
    public static HeadlessBrowser openBlank(URI address, Screen screen, String tag) {
        return new HeadlessBrowser(address, screen, tag, true);
    }

    /// Opens the page in a new context of the browser, which runs no scripts of pages.
    public static HeadlessBrowser openWithoutScripts(URI address, Screen screen, String tag) {
        HeadlessBrowser browser = new HeadlessBrowser(address, screen, tag, false);
        browser.openChatPage();
        return browser;
    }

    /// Opens a window with the language and the screen of the user, and selects it.
    private void openWindow() {
        window =
                (String) chromium.send("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                        .get("targetId");
        windows.add(window);
        cdp("Emulation.setUserAgentOverride", Map.of("userAgent", chromium.userAgent(), "acceptLanguage", tag));
        cdp("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        cdp("Emulation.setScriptExecutionDisabled", Map.of("value", !scripts));
        resizeTo(screen.width, screen.height);
    }

    /// Driver, with the window of this browser selected.
    private ChromeDriver driver() {
        return chromium.select(this);
    }

    private Map<String, Object> cdp(String method, Map<String, Object> parameters) {
        return driver().executeCdpCommand(method, parameters);
    }

    String window() {
        return window;
    }

    /// Closes all tabs. What a browser keeps remains for the next one.
    void quit() {
        windows.forEach(each -> chromium.send("Target.closeTarget", Map.of("targetId", each)));
        windows.clear();
        Map<String, Object> ofContext = Map.of("browserContextId", context);
        List<?> kept = ((List<?>) chromium.send("Storage.getCookies", ofContext).get("cookies"))
                .stream()
                        .filter(cookie -> !(Boolean) ((Map<?, ?>) cookie).get("session"))
                        .toList();
        chromium.send("Storage.clearCookies", ofContext);
        chromium.send("Storage.setCookies", Map.of("browserContextId", context, "cookies", kept));
    }

    public enum Screen {
        SMALL_PHONE(360, 740),
        PHONE(390, 844),
        DESK(1280, 800),
        WIDE(1920, 1080);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    public void openChatPage() {
        URI opened = URI.create(address);
        driver().get(
                        opened.getPath().length() > 1
                                ? address
                                : opened.resolve("/chat").toString());
    }

    /// Stores an unsent message, as the page does.
    public void addUnsent(Map<String, Object> item) {
        runAsync("""
                const [item, done] = arguments;
                indexedDB.open('rahnuma').onsuccess = event => {
                    const change = event.target.result.transaction('queue', 'readwrite');
                    change.objectStore('queue').put(item);
                    change.oncomplete = () => done();
                };""", item);
    }

    public void openBlankPage() {
        driver().get("about:blank");
    }

    /// Opens another page of the same address.
    public void openPath(String path) {
        driver().get(URI.create(address).resolve(path).toString());
    }

    public void deleteCookies() {
        driver().manage().deleteAllCookies();
    }

    public void addCookie(String name, String value, String path) {
        cdp("Network.setCookie", Map.of("name", name, "value", value, "url", address, "path", path));
    }

    /// Opens an address of another site.
    public void openAddress(URI other) {
        driver().get(other.toString());
    }

    /// Enters a frame, whose content is then what this user sees.
    public void enterFrame(WebElement frame) {
        driver().switchTo().frame(frame);
    }

    /// Leaves a frame for the page that has it.
    public void leaveFrame() {
        driver().switchTo().defaultContent();
    }

    /// Cookies of all sites, with their attributes.
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> allCookies() {
        return (List<Map<String, Object>>)
                cdp("Network.getAllCookies", Map.of()).get("cookies");
    }

    /// All visible text.
    public String visibleText() {
        return page();
    }

    public void resizeTo(int width, int height) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", screen != Screen.DESK));
    }

    public void setTheme(String scheme) {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /// Shows the page as a dark browser prints it, until [#setTheme].
    public void emulatePrint() {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of("media", "print", "features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /// Prints the page on A4 paper. Saves the PDF beside the screenshots.
    ///
    /// @return the number of its pages
    public int printPage(String name) {
        byte[] pdf = Base64.getDecoder()
                .decode((String) cdp("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69))
                        .get("data"));
        saveImage(name + ".pdf", pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a script on each new page before its own.
    public void runOnNewPages(String script) {
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    public void setOffline(boolean off) {
        setNetwork(off, -1);
    }

    /// Emulates a slow connection, and a browser that has nothing in its cache.
    ///
    /// @param latency milliseconds until a response begins
    /// @param throughput bytes a second, each way
    public void slowDown(int latency, int throughput) {
        cdp("Network.enable", Map.of());
        cdp(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        false,
                        "latency",
                        latency,
                        "downloadThroughput",
                        throughput,
                        "uploadThroughput",
                        throughput));
        cdp("Network.setCacheDisabled", Map.of("cacheDisabled", true));
    }

    /// Address of the present page.
    public String currentAddress() {
        return driver().getCurrentUrl();
    }

    /// Parts of the page that a screen reader announces, in order, each as `role “name”`.
    @SuppressWarnings("unchecked")
    public List<String> announcedParts() {
        List<Map<String, Object>> nodes = (List<Map<String, Object>>)
                cdp("Accessibility.getFullAXTree", Map.of()).get("nodes");
        Map<Object, Map<String, Object>> byId =
                nodes.stream().collect(Collectors.toMap(node -> node.get("nodeId"), node -> node));
        List<String> parts = new ArrayList<>();
        addParts(nodes.getFirst(), byId, parts);
        return parts;
    }

    private static void addParts(Map<String, Object> node, Map<Object, Map<String, Object>> byId, List<String> parts) {
        if (!(Boolean) node.get("ignored")) {
            parts.add(valueOf(node, "role") + " “" + valueOf(node, "name") + "”");
        }
        ((List<?>) node.get("childIds")).forEach(child -> addParts(byId.get(child), byId, parts));
    }

    private static String valueOf(Map<String, Object> node, String property) {
        return node.get(property) instanceof Map<?, ?> value && value.get("value") != null
                ? String.valueOf(value.get("value"))
                : "";
    }

    /// Emulates a connection that uploads so many bytes a second; -1 for no limit.
    public void setNetwork(boolean off, int uploadThroughput) {
        cdp("Network.enable", Map.of());
        cdp(
                "Network.emulateNetworkConditions",
                Map.of("offline", off, "latency", 0, "downloadThroughput", -1, "uploadThroughput", uploadThroughput));
    }

    /// Opens a tab with the page, and goes to it.
    public void openTab() {
        openWindow();
        openChatPage();
    }

    /// Goes to a tab, by its number in the order of their opening.
    public void goToTab(int number) {
        window = windows.get(number);
    }

    /// Closes this tab, and goes to the first that remains.
    public void closeTab() {
        driver().close();
        windows.remove(window);
        goToTab(0);
    }

    /// Waits until the service worker of the page has everything that it keeps.
    public void awaitServiceWorker() {
        await("a service worker", () -> (Boolean) runAsync("""
                const done = arguments[0];
                navigator.serviceWorker.getRegistration().then(found => done(found?.active?.state === 'activated'));"""));
    }

    /// Reasons for which the browser does not install the page, but for the context: it is never installed from one.
    public List<?> installabilityErrors() {
        return ((List<?>) cdp("Page.getInstallabilityErrors", Map.of()).get("installabilityErrors"))
                .stream()
                        .filter(error -> !((Map<?, ?>) error).get("errorId").equals("in-incognito"))
                        .toList();
    }

    /// Offers to install the page, as the browser does outside of contexts. `data-prompted` of the page tells whether
    /// the page has kept the offer for its button.
    public void offerInstallation() {
        run("""
                const offer = new Event('beforeinstallprompt', {cancelable: true});
                offer.prompt = () => { document.body.dataset.prompted = offer.defaultPrevented; };
                dispatchEvent(offer);""");
    }

    /// Allows notifications, as the person does when the browser asks.
    public void grantNotifications() {
        chromium.send(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("notifications"), "browserContextId", context));
    }

    /// Delivers a message to the first service worker of an address, as a push service does.
    public void deliverPush(URI origin, String message) {
        cdp("ServiceWorker.enable", Map.of());
        cdp(
                "ServiceWorker.deliverPushMessage",
                Map.of(
                        "origin",
                        origin.resolve("/").toString().replaceFirst("/$", ""),
                        "registrationId",
                        "0",
                        "data",
                        message));
    }

    // Visible content

    public WebElement find(String css) {
        return awaiting("there is " + css).until(any -> driver().findElement(By.cssSelector(css)));
    }

    public List<WebElement> all(String css) {
        return driver().findElements(By.cssSelector(css));
    }

    public String text(String css) {
        return awaiting("the text of " + css)
                .until(any -> driver().findElement(By.cssSelector(css)).getText());
    }

    public Object run(String script, Object... arguments) {
        return driver().executeScript(script, arguments);
    }

    /// Runs a script that returns by calling its last argument.
    public Object runAsync(String script, Object... arguments) {
        return driver().executeAsyncScript(script, arguments);
    }

    /// Text of the log, without the parts for screen readers only.
    public String logText() {
        return text("#log");
    }

    public String language() {
        return driver().findElement(By.tagName("html")).getAttribute("lang");
    }

    public WebElement focusedElement() {
        return driver().switchTo().activeElement();
    }

    public void await(String what, BooleanSupplier seen) {
        awaiting(what).until(any -> seen.getAsBoolean());
    }

    private FluentWait<WebDriver> awaiting(String what) {
        return new WebDriverWait(driver(), ChromiumProcess.TIMEOUT, Duration.ofMillis(40))
                // The page may have changed by the time that an element of it is read.
                .ignoring(WebDriverException.class)
                .withMessage(() -> what + "; the page says: " + page());
    }

    /// Waits until no request is pending and the last message is of the desk.
    public void awaitAnswer() {
        await("an answer", () -> (Boolean) run("""
                const all = document.querySelectorAll('.msg');
                return all.length > 0 && !document.querySelector('.unsent') && document.querySelector('#typing').hidden
                    && all[all.length - 1].classList.contains('desk');"""));
    }

    /// Waits until no request is pending.
    public void awaitIdle() {
        await("quiet", () -> (Boolean) run("return !document.querySelector('.unsent')"));
    }

    /// Tells whether the focused element is within the window and drawn with an outline.
    public boolean isFocusSeen() {
        return (Boolean) run("""
                const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
                return r.bottom > 0 && r.top < innerHeight && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;""");
    }

    // Actions of a user

    public void typeText(String text) {
        WebElement box = find("#text");
        box.sendKeys(text.replace("\n", Keys.chord(Keys.SHIFT, Keys.ENTER)));
        box.sendKeys(Keys.ENTER);
    }

    public void sendText(String text) {
        typeText(text);
        awaitAnswer();
    }

    /// Active button, by its label.
    public WebElement button(String label) {
        String quoted = "//div[contains(@class,'now')]//button[normalize-space(text())=\"" + label + "\"]";
        await(
                "a button " + label,
                () -> !driver().findElements(By.xpath(quoted)).isEmpty());
        return driver().findElement(By.xpath(quoted));
    }

    /// Chooses a file, as after a press on the button for it.
    public void attachFile(Path file) {
        run("document.querySelector('#file').hidden = false");
        find("#file").sendKeys(file.toString());
        run("document.querySelector('#file').hidden = true");
    }

    /// Taps a button whose answer does not come yet.
    public void tapUnanswered(String label) {
        button(label).click();
    }

    public void tap(String label) {
        button(label).click();
        awaitAnswer();
    }

    public void select(String css, String option) {
        new Select(find(css)).selectByVisibleText(option);
    }

    public void press(CharSequence... keys) {
        new Actions(driver()).sendKeys(keys).perform();
    }

    public void pressWithShift(CharSequence key) {
        new Actions(driver())
                .keyDown(Keys.SHIFT)
                .sendKeys(key)
                .keyUp(Keys.SHIFT)
                .perform();
    }

    // Checks

    public void screenshot(String name) {
        saveImage(name + ".png", driver().getScreenshotAs(OutputType.BYTES));
    }

    private static void saveImage(String name, byte[] content) {
        try {
            Files.write(Files.createDirectories(SCREENSHOTS).resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Errors in the console since the last call; should be empty.
    public List<String> complaints() {
        driver();
        keepComplaints(chromium.readConsole());
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    void keepComplaints(List<String> messages) {
        complaints.addAll(messages);
    }

    /// Findings of axe; should be empty.
    public List<?> violations() {
        return violations(Map.of());
    }

    private List<?> violations(Map<String, Object> options) {
        if (!(Boolean) run("return 'axe' in window")) {
            run(AXE);
        }
        return (List<?>) runAsync("""
                const [options, done] = arguments;
                axe.run(options).then(({ violations }) => done(violations.map(({ id, nodes }) =>
                    `${id}: ${nodes.map(node => `${node.html} ${JSON.stringify(node.any.map(each => each.message))}`)}`)));""", options);
    }

    /// Checks the page in both themes: no finding of axe, and nothing wider than the screen. Takes a screenshot of
    /// each.
    public void checkPage(String name) {
        for (String theme : List.of("dark", "light")) {
            setTheme(theme);
            screenshot(String.join("-", screen.name().toLowerCase(Locale.ROOT), tag, name, theme));
            assertThat(violations(theme.equals("dark") ? Map.of() : Map.of("runOnly", COLOUR_RULES)))
                    .as(name + " " + theme)
                    .isEmpty();
        }
        assertThat(run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(name + " is not wider than the screen")
                .isEqualTo(0L);
    }

    private String page() {
        return driver().findElement(By.tagName("body")).getText();
    }

    @Override
    public void close() {
        chromium.send("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
