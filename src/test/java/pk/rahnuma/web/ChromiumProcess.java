package pk.rahnuma.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.Connection;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;

/// Debian's Chromium with its driver, for all tests of this process, with which it ends. Each test has a context of its
/// own in it: cookies, storage, service workers and permissions.
final class ChromiumProcess {

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static ChromiumProcess shared;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (shared != null) {
                shared.end();
            }
        }));
    }

    private final Path profile;
    private final ChromeDriver driver;
    private final ProcessHandle process;
    /// To the browser; the driver's own commands go to pages.
    private final Connection connection;
    private final String userAgent;
    /// Browser whose window the driver has selected, and the window; null at first.
    private HeadlessBrowser selected;

    private String selectedWindow;

    private ChromiumProcess() {
        try {
            profile = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "chromium").toAbsolutePath()), "profile");
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
                    "--lang=en");
            driver = new ChromeDriver(
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                            .usingAnyFreePort()
                            .build(),
                    options);
            driver.manage().timeouts().scriptTimeout(TIMEOUT);
            process = ProcessHandle.of((Long) driver.getCapabilities().getCapability("goog:processID"))
                    .orElseThrow();
            URI address = URI.create((String) driver.getCapabilities().getCapability("se:cdp"));
            ClientConfig config = ClientConfig.defaultConfig().baseUri(address);
            connection =
                    new Connection(HttpClient.Factory.createDefault().createClient(config), address.toString(), config);
            userAgent = (String) driver.executeScript("return navigator.userAgent");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The present process, or another one if it has ended.
    static synchronized ChromiumProcess share() {
        if (shared != null && !shared.isRunning()) {
            shared.end();
            shared = null;
        }
        if (shared == null) {
            shared = new ChromiumProcess();
        }
        return shared;
    }

    private boolean isRunning() {
        try {
            return process.isAlive() && !driver.getWindowHandles().isEmpty();
        } catch (WebDriverException e) {
            return false;
        }
    }

    String userAgent() {
        return userAgent;
    }

    /// Sends a command of the DevTools protocol to the browser.
    Map<String, Object> send(String method, Map<String, Object> parameters) {
        return connection.sendAndWait(null, new Command<>(method, parameters, Json.MAP_TYPE), TIMEOUT);
    }

    /// Driver, with the window of this browser selected. What pages have written to the console belongs to the browser
    /// that was selected before.
    ChromeDriver select(HeadlessBrowser browser) {
        if (!browser.window().equals(selectedWindow)) {
            driver.switchTo().window(browser.window());
            List<String> messages = readConsole();
            if (selected != null) {
                selected.keepComplaints(messages);
            }
            selected = browser;
            selectedWindow = browser.window();
        }
        return driver;
    }

    /// Reads and forgets the messages of all pages.
    List<String> readConsole() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    private void end() {
        try {
            driver.quit();
        } catch (WebDriverException e) {
            // The driver is too late to end it.
        }
        process.destroyForcibly();
        process.onExit().join();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Under target/: the next clean deletes it.
        }
    }
}
