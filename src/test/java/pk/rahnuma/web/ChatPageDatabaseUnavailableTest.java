package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.faults.run.InterruptibleProxy;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// A user of the chat page writes while the database is not available: they see a notice, lose nothing, and need not do
/// anything.
@Tag("long")
class ChatPageDatabaseUnavailableTest {

    private static TestServer.Builder through(InterruptibleProxy wire, URI direct) {
        return TestServer.onMariaDb()
                .withVariable("DATABASE_URL", "jdbc:mysql://127.0.0.1:" + wire.port() + direct.getPath());
    }

    private static long heard(TestServer desk, String text) {
        long conversation = desk.sql().queryOne(Long.class, "select id from conversation");
        return desk.getBean(ConversationMessageService.class).readHistory(conversation, 0, 100).stream()
                .filter(line -> line.direction() == Message.Direction.RECEIVED)
                .filter(line -> line.body().text().equals(text))
                .count();
    }

    @Test
    void textIsKeptAndSentAutomaticallyWhenTheDatabaseIsBack() throws Exception {
        URI direct = URI.create(MariaDbServer.sharedServer().freshSchema().substring("jdbc:".length()));
        try (InterruptibleProxy wire = new InterruptibleProxy(direct.getPort());
                TestServer desk = through(wire, direct).startServer()) {
            ChatPageScreens gallery = new ChatPageScreens(desk, Screen.PHONE, "en");
            try (HeadlessBrowser browser = gallery.openAtMenu()) {
                wire.interrupt();
                String menu = gallery.textOf("web.menu");
                browser.typeText(menu);
                browser.await("a word about it", () -> isNoticeShown(browser, gallery.textOf("web.busy")));
                assertThat(browser.all(".unsent")).hasSize(1);
                assertThat(browser.text(".unsent .state")).isEqualTo(gallery.textOf("web.waiting"));
                assertThat(browser.find("#typing").isDisplayed()).isFalse();
                gallery.checkPage(browser, "9-database");
                browser.openChatPage();
                browser.await("a word about it", () -> isNoticeShown(browser, gallery.textOf("web.busy")));
                wire.restore();
                browser.await(
                        "it is sent",
                        () -> browser.logText().contains(menu)
                                && browser.all(".unsent").isEmpty());
                browser.awaitAnswer();
                assertThat(browser.text("#banner")).isEmpty();
                assertThat(heard(desk, menu)).isOne();
            }
        }
    }

    @Test
    void aNewVisitorSeesTheOutageAndStartsAutomaticallyAfterIt() throws Exception {
        URI direct = URI.create(MariaDbServer.sharedServer().freshSchema().substring("jdbc:".length()));
        try (InterruptibleProxy wire = new InterruptibleProxy(direct.getPort());
                TestServer desk = through(wire, direct).startServer()) {
            ChatPageScreens gallery = new ChatPageScreens(desk, Screen.PHONE, "ur");
            wire.interrupt();
            try (HeadlessBrowser browser = HeadlessBrowser.open(desk.address(), Screen.PHONE, "ur")) {
                browser.await("a word about it", () -> isNoticeShown(browser, gallery.textOf("web.busy")));
                gallery.checkPage(browser, "9-database-first");
                wire.restore();
                browser.awaitAnswer();
                assertThat(browser.text("#banner")).isEmpty();
            }
        }
    }

    private static boolean isNoticeShown(HeadlessBrowser browser, String words) {
        return browser.text("#banner").equals(words);
    }
}
