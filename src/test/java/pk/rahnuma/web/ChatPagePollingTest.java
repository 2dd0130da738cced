package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// A page that gets no event stream reads the messages at intervals.
@Tag("long")
class ChatPagePollingTest {

    @Test
    void messagesArriveOnceWhenOthersHaveAllStreamsOfTheNetwork() throws IOException {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.streams-per-address", 1)
                .startServer()) {
            ApiClient other = ApiClient.asBrowser(server.address());
            other.sendText("/start");
            try (EventStreamClient stream = other.openEvents("?after=2");
                    HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
                assertThat(stream.status()).isEqualTo(200);
                browser.awaitAnswer();
                post(server, "said by staff");
                browser.await("it", () -> times(browser, "said by staff") > 0);
                post(server, "said later");
                browser.await("the next", () -> times(browser, "said later") > 0);
                assertThat(times(browser, "said by staff")).isOne();
            }
        }
    }

    private static int times(HeadlessBrowser browser, String text) {
        return Collections.frequency(List.of(browser.logText().split("\n")), text);
    }

    private static void post(TestServer server, String text) {
        for (long conversation : server.sql().queryList(Long.class, "select id from conversation")) {
            server.getBean(ConversationMessageService.class)
                    .postNotices(
                            conversation,
                            List.of(Reply.ofText(text)),
                            server.getBean(Clock.class).instant());
        }
    }
}
