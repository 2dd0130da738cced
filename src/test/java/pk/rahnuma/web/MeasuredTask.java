package pk.rahnuma.web;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/// A task of a user in a browser, with its effort: clicks, keys, page loads, and the pixels by which something has to
/// be
/// scrolled before the next click. Typed text does not count.
public final class MeasuredTask {

    private static final String COUNT_LOADS = """
            if (!window.isMeasured && location.protocol.startsWith('http')) {
              window.isMeasured = true;
              sessionStorage.measuredLoads = Number(sessionStorage.measuredLoads ?? 0) + 1;
            }
            """;
    private static final String SCROLL_TO = """
            const target = arguments[0];
            const boxes = [];
            for (let box = target.parentElement; box; box = box.parentElement) boxes.push([box, box.scrollTop, box.scrollLeft]);
            target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
            return boxes.reduce((sum, [box, top, left]) => sum + Math.abs(box.scrollTop - top) + Math.abs(box.scrollLeft - left), 0);
            """;

    private final HeadlessBrowser browser;
    private final String name;
    private int clicks;
    private int keys;
    private long pixels;
    private long loads;

    /// Begins a task on the page that is open.
    public MeasuredTask(HeadlessBrowser browser, String name) {
        this.browser = browser;
        this.name = name;
        browser.runOnNewPages(COUNT_LOADS);
        continueOnPage();
    }

    /// Continues on a page that was loaded for another reason.
    public void continueOnPage() {
        browser.run("sessionStorage.measuredLoads = 0");
    }

    /// Clicks on an element.
    public void click(String css) {
        browser.await("to see " + css, () -> browser.find(css).isDisplayed());
        pixels += Math.round(((Number) browser.run(SCROLL_TO, browser.find(css))).doubleValue());
        browser.find(css).click();
        clicks++;
    }

    /// Types a text into a box that has the focus, or takes it by a click.
    public void type(String css, String text) {
        browser.find(css);
        if (!css.equals("#" + browser.focusedElement().getAttribute("id"))) {
            click(css);
        }
        browser.find(css).sendKeys(text);
    }

    /// Chooses an option: two clicks.
    public void choose(String css, String option) {
        pixels += Math.round(((Number) browser.run(SCROLL_TO, browser.find(css))).doubleValue());
        browser.select(css, option);
        clicks += 2;
    }

    /// Chooses a file: a click, and the dialog of the system.
    public void choose(String css, Path file) {
        browser.find(css).sendKeys(file.toString());
        clicks++;
    }

    /// Presses keys one after the other; a chord is one.
    public void press(CharSequence... each) {
        for (CharSequence key : each) {
            browser.focusedElement().sendKeys(key);
            keys++;
        }
    }

    /// Waits for what the task leads to.
    public void await(String what, BooleanSupplier seen) {
        browser.await(what, seen);
        loads += ((Number) browser.run("return Number(sessionStorage.measuredLoads)")).longValue();
        continueOnPage();
    }

    /// Row of a table: task, clicks, keys, page loads, pixels.
    public String toRow() {
        return "| %s | %d | %d | %d | %d |".formatted(name, clicks, keys, loads, pixels);
    }
}
