package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/// User of the chat page, with Debian's Chromium. Waits for visible changes, never for time.
public final class HeadlessBrowser implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /// Values of Chromium's content settings.
    private static final int CONTENT_ALLOWED = 1;
    private static final int CONTENT_BLOCKED = 2;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Path profile;
    private final String address;
    private final Screen screen;
    private final String tag;
    private final boolean scripts;
    private ChromeDriver driver;

    private HeadlessBrowser(Path profile, String address, Screen screen, String tag, boolean scripts) {
        this.profile = profile;
        this.address = address;
        this.screen = screen;
        this.tag = tag;
        this.scripts = scripts;
        start();
    }

    /// Opens the page in a new browser profile.
    ///
    /// @param tag the preferred language of the user
    public static HeadlessBrowser open(URI address, Screen screen, String tag) {
        return open(address, screen, tag, true);
    }

    /// Opens the page in a new browser profile that runs no scripts of pages.
    public static HeadlessBrowser openWithoutScripts(URI address, Screen screen, String tag) {
        return open(address, screen, tag, false);
    }

    private static HeadlessBrowser open(URI address, Screen screen, String tag, boolean scripts) {
        try {
            Path profiles =
                    Files.createDirectories(Path.of("target", "chromium").toAbsolutePath());
            return new HeadlessBrowser(
                    Files.createTempDirectory(profiles, "profile"), address.toString(), screen, tag, scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts the browser, and opens the page.
    void start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--lang=" + tag);
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "intl.accept_languages",
                        tag,
                        "profile.managed_default_content_settings.javascript",
                        scripts ? CONTENT_ALLOWED : CONTENT_BLOCKED));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(screen.width, screen.height));
        resizeTo(screen.width, screen.height);
        openChatPage();
    }

    /// Closes and opens the page again with the same profile.
    public void reopen() {
        quit();
        start();
    }

    public enum Screen {
        SMALL_PHONE(360, 740),
        PHONE(390, 844),
        DESK(1280, 800);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    public void openChatPage() {
        driver.get(address);
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
        driver.get("about:blank");
    }

    /// Opens another page of the same address.
    public void openPath(String path) {
        driver.get(URI.create(address).resolve(path).toString());
    }

    public void deleteCookies() {
        driver.manage().deleteAllCookies();
    }

    /// Adds a cookie for the present page.
    public void addCookie(String name, String value, String path) {
        driver.manage().addCookie(new org.openqa.selenium.Cookie(name, value, path));
    }

    /// Opens an address of another site.
    public void openAddress(URI other) {
        driver.get(other.toString());
    }

    /// Enters a frame, whose content is then what this user sees.
    public void enterFrame(WebElement frame) {
        driver.switchTo().frame(frame);
    }

    /// Leaves a frame for the page that has it.
    public void leaveFrame() {
        driver.switchTo().defaultContent();
    }

    /// Cookies of all sites, with their attributes.
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> allCookies() {
        return (List<Map<String, Object>>)
                driver.executeCdpCommand("Network.getAllCookies", Map.of()).get("cookies");
    }

    /// All visible text.
    public String visibleText() {
        return page();
    }

    /// Zooms to 200 %.
    public void zoomTo200Percent(Screen screen) {
        resizeTo(screen.width / 2, screen.height / 2);
    }

    public void resizeTo(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", screen != Screen.DESK));
    }

    public void setTheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /// Shows the page as a dark browser prints it, until [#setTheme].
    public void emulatePrint() {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", "print", "features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /// Prints the page on A4 paper. Saves the PDF beside the screenshots.
    ///
    /// @return the number of its pages
    public int printPage(String name) {
        byte[] pdf = Base64.getDecoder().decode((String)
                driver.executeCdpCommand("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69))
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
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    public void setOffline(boolean off) {
        setNetwork(off, -1);
    }

    /// Emulates a slow connection, and a browser that has nothing in its cache.
    ///
    /// @param latency milliseconds until a response begins
    /// @param throughput bytes a second, each way
    public void slowDown(int latency, int throughput) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
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
        driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
    }

    /// Address of the present page.
    public String currentAddress() {
        return driver.getCurrentUrl();
    }

    /// Parts of the page that a screen reader announces, in order, each as `role “name”`.
    @SuppressWarnings("unchecked")
    public List<String> announcedParts() {
        List<Map<String, Object>> nodes =
                (List<Map<String, Object>>) driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of())
                        .get("nodes");
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
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", off, "latency", 0, "downloadThroughput", -1, "uploadThroughput", uploadThroughput));
    }

    /// Opens another tab with the page, and goes to it.
    public void openTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        resizeTo(screen.width, screen.height);
        openChatPage();
    }

    /// Goes to a tab, by its number in the order of their opening.
    public void goToTab(int number) {
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(number));
    }

    /// Closes this tab, and goes to the first that remains.
    public void closeTab() {
        driver.close();
        goToTab(0);
    }

    /// Waits until the service worker of the page has everything that it keeps.
    public void awaitServiceWorker() {
        await("a service worker", () -> (Boolean) runAsync("""
                const done = arguments[0];
                navigator.serviceWorker.getRegistration().then(found => done(found?.active?.state === 'activated'));"""));
    }

    /// Reasons for which the browser does not install the page; should be empty.
    public List<?> installabilityErrors() {
        return (List<?>) driver.executeCdpCommand("Page.getInstallabilityErrors", Map.of())
                .get("installabilityErrors");
    }

    /// Allows notifications, as the person does when the browser asks.
    public void grantNotifications() {
        driver.executeCdpCommand("Browser.grantPermissions", Map.of("permissions", List.of("notifications")));
    }

    /// Delivers a message to the first service worker of an address, as a push service does.
    public void deliverPush(URI origin, String message) {
        driver.executeCdpCommand("ServiceWorker.enable", Map.of());
        driver.executeCdpCommand(
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
        return awaiting("there is " + css).until(any -> driver.findElement(By.cssSelector(css)));
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    public String text(String css) {
        return awaiting("the text of " + css)
                .until(any -> driver.findElement(By.cssSelector(css)).getText());
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// Runs a script that returns by calling its last argument.
    public Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /// Text of the log, without the parts for screen readers only.
    public String logText() {
        return text("#log");
    }

    public String language() {
        return driver.findElement(By.tagName("html")).getAttribute("lang");
    }

    public WebElement focusedElement() {
        return driver.switchTo().activeElement();
    }

    public void await(String what, BooleanSupplier seen) {
        awaiting(what).until(any -> seen.getAsBoolean());
    }

    private FluentWait<WebDriver> awaiting(String what) {
        return new WebDriverWait(driver, TIMEOUT, Duration.ofMillis(40))
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
        await("a button " + label, () -> !driver.findElements(By.xpath(quoted)).isEmpty());
        return driver.findElement(By.xpath(quoted));
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
        new Actions(driver).sendKeys(keys).perform();
    }

    public void pressWithShift(CharSequence key) {
        new Actions(driver).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
    }

    // Checks

    public void screenshot(String name) {
        saveImage(name + ".png", driver.getScreenshotAs(OutputType.BYTES));
    }

    private static void saveImage(String name, byte[] content) {
        try {
            Files.write(Files.createDirectories(SCREENSHOTS).resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Errors in the browser's console; should be empty.
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /// Findings of axe; should be empty.
    public List<String> violations() {
        Results results = new AxeBuilder().analyze(driver);
        return results.getViolations().stream().map(HeadlessBrowser::describe).toList();
    }

    /// Checks the page in both themes: no finding of axe, and nothing wider than the screen. Takes a screenshot of
    /// each.
    ///
    /// @param group of the pages
    /// @param name of the page
    public void checkInBothThemes(String group, String language, String name) {
        for (String theme : List.of("dark", "light")) {
            setTheme(theme);
            screenshot(String.join("-", group, screen.name().toLowerCase(Locale.ROOT), language, name, theme));
            assertThat(violations()).as(name + " " + theme).isEmpty();
        }
        assertThat(run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(name + " is not wider than the screen")
                .isEqualTo(0L);
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getAny())
                        .toList();
    }

    private String page() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /// Ends the browser, by its process where the driver is too late to do it.
    void quit() {
        try {
            driver.quit();
        } catch (WebDriverException e) {
            ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().commandLine().orElse("").contains(profile.toString()))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() {
        quit();
        try (var files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Under target/: the next clean deletes it.
        }
    }
}
