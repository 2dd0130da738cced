package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.registration.LineTransition;

/// Choices about news outside of the chat over HTTP, and the e-mails that follow, with a real SMTP server.
class NotificationPreferenceControllerTest {

    private static final String PATH = "api/v1/notifications/preferences";
    private static final String ON = "{\"email\": true, \"sms\": false}";

    private static GreenMail mail;
    private static TestServer server;

    @BeforeAll
    static void open() {
        mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        server = TestServer.onH2()
                .withVariable("RAHNUMA_URL", "https://desk.example.pk")
                .withVariable("RAHNUMA_MAIL_HOST", "127.0.0.1")
                .withVariable(
                        "RAHNUMA_MAIL_PORT", Integer.toString(mail.getSmtp().getPort()))
                .withVariable("RAHNUMA_MAIL_FROM", "desk@example.pk")
                .withVariable("RAHNUMA_MAIL_SECURITY", "none")
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
        mail.stop();
    }

    private static ApiClient createPerson(String email) {
        ApiClient client = ApiPersons.createPerson(server);
        ApiPersons.proveEmail(server, client, email);
        return client;
    }

    private static List<MimeMessage> awaitMails(String address, int count) {
        return AwaitSupport.await().until(() -> mailsTo(address), mails -> mails.size() == count);
    }

    private static List<MimeMessage> mailsTo(String address) {
        return List.of(mail.getReceivedMessages()).stream()
                .filter(message ->
                        GreenMailUtil.getAddressList(recipients(message)).contains(address))
                .toList();
    }

    private static Address[] recipients(MimeMessage message) {
        try {
            return message.getAllRecipients();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> request(String path, String type, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path));
        if (body != null) {
            request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void newsByEmailAreTurnedOnAndOffAgainByTheirLink() throws Exception {
        ApiClient ayesha = createPerson("ayesha@example.pk");
        ApiClient.ApiResponse before = ayesha.read(PATH);
        assertThat(before.header("Cache-Control")).isEqualTo("no-store");
        assertThat(before.response().body())
                .isEqualTo(
                        "{\"email\":{\"on\":false,\"available\":true,\"address\":\"a•••@example.pk\"},\"sms\":{\"on\":false,\"available\":false}}");
        String first = ApiPersons.submitApplication(server, ayesha, "39.36.1.1");
        ApiPersons.decide(server, first, LineTransition.VERIFY);

        ApiClient.ApiResponse on =
                ayesha.call("PUT", PATH, ON, "If-Match", before.header("ETag")).requireStatus(200);
        assertThat(on.at("/email/on").asBoolean()).isTrue();
        ayesha.call("PUT", PATH, "{\"email\": false, \"sms\": false}", "If-Match", before.header("ETag"))
                .requireStatus(412);
        ayesha.read(PATH, "If-None-Match", on.header("ETag")).requireStatus(304);

        String second = ApiPersons.submitApplication(server, ayesha, "39.36.1.2");
        MimeMessage message = awaitMails("ayesha@example.pk", 1).getFirst();
        assertThat(message.getSubject()).isEqualTo("Rahnuma: news of " + second);
        assertThat(message.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String text = GreenMailUtil.getBody(message);
        assertThat(text).doesNotContain(first).contains("/news/stop/", second + ": received.");
        Matcher link = Pattern.compile("<https://desk\\.example\\.pk(/news/stop/\\S+)>")
                .matcher(message.getHeader("List-Unsubscribe")[0]);
        assertThat(link.matches()).isTrue();

        HttpResponse<String> page = request(link.group(1) + "?lang=ur-Latn", null, null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Ab email na bhejen", "<form method=\"post\">");
        assertThat(ayesha.read(PATH).at("/email/on").asBoolean())
                .as("after the link was opened only")
                .isTrue();
        HttpResponse<String> stopped =
                request(link.group(1), "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
        assertThat(stopped.statusCode()).isEqualTo(200);
        assertThat(ayesha.read(PATH).at("/email/on").asBoolean()).isFalse();
        assertThat(request(
                                link.group(1),
                                "multipart/form-data; boundary=x",
                                "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n")
                        .statusCode())
                .isEqualTo(200);
        assertThat(request("/news/stop/unknown", "application/x-www-form-urlencoded", "a=b")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aChannelThatIsNotAvailableCannotBeTurnedOn() {
        ApiClient bilal = ApiPersons.createPerson(server);
        assertThat(bilal.call("PUT", PATH, ON).type()).endsWith("not-possible");
        bilal.call("PUT", PATH, "{\"email\": false}").requireStatus(422);
        bilal.call("PUT", PATH, "{\"email\": false, \"sms\": false}").requireStatus(200);
    }

    @Test
    void newsAreTurnedOnInTheChat() {
        ApiClient sana = createPerson("sana@example.pk");
        sana.sendText("hello");
        assertThat(sana.sendText("news by e-mail").texts().getLast())
                .contains("Shall we also write to s•••@example.pk", "At the moment we do not.");
        assertThat(sana.sendText("yes please").texts().getLast()).startsWith("Done.");
        assertThat(sana.read(PATH).at("/email/on").asBoolean()).isTrue();
    }
}
