package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Follows the steps that `docs/keyboard.md` describes for the form as pages, by keyboard and by screen reader.
@Tag("long")
class ApplyPageKeyboardTest {

    private static final Pattern PART = Pattern.compile("(?m)^\\d+[.] (\\w+ “.*”)$");

    private static final TestServer server = TestServer.onH2().shareServer();

    @Test
    void theFocusGoesTheWayThatIsWrittenDown() throws IOException {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.DESK, "en")) {
            browser.openPath("/en/apply");
            KeyboardWalkthrough.followChapter(browser, "The form by keyboard", null);
        }
    }

    @Test
    void aScreenReaderAnnouncesTheQuestionAsIsWrittenDown() throws IOException {
        FormVisitor visitor =
                new FormVisitor(server, "en").begin().answerAll(List.of("yes", "freelancer", "Ayesha Khan"));
        URI question = server.address().resolve("/en/apply/register-individual/id_number");
        try (HeadlessBrowser browser = HeadlessBrowser.openWithToken(question, Screen.PHONE, "en", visitor.token())) {
            browser.find("#answer").sendKeys("123");
            browser.find("main form button").click();
            browser.await("an error", () -> !browser.all("[role=alert]").isEmpty());
            String page = Files.readString(Path.of("docs", "keyboard.md"));
            List<String> written = PART.matcher(page.substring(page.indexOf("# The form by screen reader")))
                    .results()
                    .map(part -> part.group(1))
                    .toList();
            assertThat(written).hasSizeGreaterThan(8);
            List<String> announced = browser.announcedParts();
            int from = announced.indexOf(written.getFirst());
            assertThat(announced.subList(Math.max(0, from), announced.size()).stream()
                            .filter(written::contains)
                            .distinct())
                    .as("announced: %s", announced)
                    .containsExactlyElementsOf(written);
        }
    }
}
