package pk.rahnuma.endtoend.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.person.joining.JoiningJob;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// A person who joins a Telegram chat and a chat of the page, in words.
class ChatJoiningTest {

    private static final Pattern CODE = Pattern.compile("[0-9]{3} [0-9]{3} [0-9]{3}");

    @Test
    void aTelegramChatJoinsTheChatOfThePage() {
        try (TestServer server = TestServer.onH2().withBot().shareServer()) {
            FakeTelegramUser ayesha = server.bot().newPerson("en");
            ayesha.says("/start");
            ayesha.awaits("This is Rahnuma");
            ayesha.says("what does it cost?");
            ayesha.awaits("free of charge");
            ayesha.says("connect my telegram with the website");
            ayesha.awaits("Do you use Rahnuma in two chats");
            ayesha.taps("Show a code here");
            Matcher code =
                    CODE.matcher(ayesha.awaits("Our staff never ask for it").text());
            assertThat(code.find()).isTrue();

            ApiClient page = ApiClient.asBrowser(server.address());
            page.sendText("hello from the page");
            ApiClient.ApiResponse asked = page.sendText("connect my chats");
            page.tapButton(asked.lastMessage(), "Enter a code");
            ApiClient.ApiResponse sure = page.sendText(code.group());
            assertThat(sure.lastMessage().path("text").asText()).startsWith("That is a chat on Telegram");
            page.tapButton(sure.lastMessage(), "Yes");
            assertThat(page.readMessages("").texts()).anyMatch(text -> text.contains("One more step"));
            assertThat(page.readMessages("").texts()).doesNotContain("what does it cost?");

            runJob(server);
            FakeBotApi.Said question = ayesha.awaits("was entered in another chat");
            assertThat(question.data("Connect my chats")).isEqualTo("!start=connect");
            ayesha.taps("Connect my chats");
            ayesha.awaits("Was that you");
            ayesha.taps("Yes");
            ayesha.awaits("both chats are one");
            AwaitSupport.await()
                    .until(() ->
                            server.sql().queryOne(Integer.class, "select count(*) from message where state = 'PENDING'")
                                    == 0);
            runJob(server);
            ayesha.awaits("This chat now belongs together");
            assertThat(page.readMessages("").texts())
                    .contains("hello from the page", "what does it cost?")
                    .anyMatch(text -> text.startsWith("Your other chat now belongs to this one"));
            ayesha.says("menu");
            ayesha.awaits("What can I do for you?");
            assertThat(page.readMessages("").texts()).contains("menu");
        }
    }

    private static void runJob(TestServer server) {
        server.getBean(JoiningJob.class).processJoinings();
    }
}
