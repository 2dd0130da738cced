package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// The script of the chat page in the short run, where Debian's Chromium is installed: a message, its answer, a button,
/// and what is there after a reload.
class ChatPageQuickTest {

    @Test
    void aMessageIsSentAnsweredTappedAndThereAfterAReload() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/chromedriver")), "chromium-driver is not installed");
        ExpectedTexts texts = ExpectedTexts.inLanguage("en");
        try (TestServer server = TestServer.onH2().shareServer();
                HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.sendText(texts.registerWord());
            browser.tap(texts.text("options.yes_no.yes"));
            browser.openChatPage();
            browser.awaitAnswer();
            assertThat(browser.logText())
                    .contains(texts.registerWord(), texts.text("register-individual.work_type.ask"));
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
