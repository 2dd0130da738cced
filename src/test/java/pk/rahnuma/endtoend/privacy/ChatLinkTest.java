package pk.rahnuma.endtoend.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.AwaitSupport.await;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.person.link.PersonLinkJob;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// A person who connects a Telegram chat with a chat of the page, in words.
class ChatLinkTest {

    private static final Pattern CODE = Pattern.compile("[0-9]{3} [0-9]{3} [0-9]{3}");

    @Test
    void aTelegramChatAndAChatOfThePageShowTheApplicationsOfBothUntilTheyPart() {
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

            ApiClient page = ApiPersons.createPerson(server);
            String reference = ApiPersons.submitApplication(server, page, "39.39.1.1");
            ApiClient.ApiResponse asked = page.sendText("connect my chats");
            page.tapButton(asked.lastMessage(), "Enter a code");
            ApiClient.ApiResponse sure = page.sendText(code.group());
            assertThat(sure.lastMessage().path("text").asText()).startsWith("That is a chat on Telegram");
            page.tapButton(sure.lastMessage(), "Yes");
            assertThat(page.readMessages("").texts()).anyMatch(text -> text.contains("One more step"));
            ayesha.says("status");
            assertThat(ayesha.awaits("reference number").text()).doesNotContain(reference);

            runJob(server);
            FakeBotApi.Said question = ayesha.awaits("was entered in another chat");
            assertThat(question.data("Connect my chats")).isEqualTo("!start=connect");
            ayesha.taps("Connect my chats");
            ayesha.awaits("Was that you");
            ayesha.taps("Yes");
            ayesha.awaits("your chats are connected");
            runJob(server);
            ayesha.awaits("is connected with this one now");
            await().untilAsserted(() -> assertThat(page.readMessages("").texts())
                    .anyMatch(text -> text.contains("is connected with this one now"))
                    .doesNotContain("what does it cost?"));
            ayesha.says("status");
            ayesha.awaits(reference);
            ayesha.says("my data");
            ayesha.awaits("Another chat is connected");

            ayesha.says("connect my chats");
            ayesha.awaits("What would you like to do");
            ayesha.taps("End a connection");
            FakeBotApi.Said which = ayesha.awaits("Which connection shall end");
            ayesha.taps(which.buttons().getFirst().getFirst().label());
            ayesha.awaits("The connection has ended");
            await().untilAsserted(() -> {
                runJob(server);
                assertThat(page.readMessages("").texts()).anyMatch(text -> text.contains("not connected any more"));
            });
            ayesha.says("status");
            ayesha.awaits(said ->
                    said.text().contains("reference number") && !said.text().contains(reference));
        }
    }

    private static void runJob(TestServer server) {
        server.getBean(PersonLinkJob.class).processLinks();
    }
}
