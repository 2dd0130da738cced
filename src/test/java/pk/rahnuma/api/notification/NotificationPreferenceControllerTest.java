package pk.rahnuma.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
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
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.identity.PersonIdentityRepository;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.shared.Reference;

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
        server.sql()
                .inTransaction(() -> server.getBean(PersonIdentityRepository.class)
                        .saveProved(
                                ApiPersons.personOf(server, client),
                                new IdentityAddress(IdentityKind.EMAIL, email),
                                server.getBean(Clock.class).instant()));
        return client;
    }

    private static Reference submitApplication(ApiClient person, String address) {
        return Reference.parseText(ApiPersons.submitApplication(server, person, address))
                .orElseThrow();
    }

    private static void screen(Reference application) {
        server.getBean(DecisionProposalService.class)
                .decide(
                        application,
                        new ApplicationDecision(ApplicationTransition.SCREEN),
                        "sana",
                        server.getBean(Clock.class).instant());
    }

    private static List<MimeMessage> awaitMails(String address, int count) {
        return AwaitSupport.awaitLong().until(() -> mailsTo(address), mails -> mails.size() == count);
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
        ApiClient.ApiResponse before = ayesha.call("GET", PATH, null);
        assertThat(before.header("Cache-Control")).isEqualTo("no-store");
        assertThat(before.response().body())
                .isEqualTo(
                        "{\"email\":{\"on\":false,\"available\":true,\"address\":\"a•••@example.pk\"},\"sms\":{\"on\":false,\"available\":false}}");
        Reference first = submitApplication(ayesha, "39.36.1.1");
        screen(first);

        ApiClient.ApiResponse on = ayesha.call("PUT", PATH, ON, "If-Match", before.header("ETag"));
        assertThat(on.status()).isEqualTo(200);
        assertThat(on.body().at("/email/on").asBoolean()).isTrue();
        ApiClient.ApiResponse stale =
                ayesha.call("PUT", PATH, "{\"email\": false, \"sms\": false}", "If-Match", before.header("ETag"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(ayesha.call("GET", PATH, null, "If-None-Match", on.header("ETag"))
                        .status())
                .isEqualTo(304);

        Reference second = submitApplication(ayesha, "39.36.1.2");
        MimeMessage message = awaitMails("ayesha@example.pk", 1).getFirst();
        assertThat(message.getSubject()).isEqualTo("Rahnuma: news of " + second.toGroupedText());
        assertThat(message.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String text = GreenMailUtil.getBody(message);
        assertThat(text)
                .doesNotContain(first.toGroupedText())
                .contains("/news/stop/", second.toGroupedText() + ": received.");
        Matcher link = Pattern.compile("<https://desk\\.example\\.pk(/news/stop/\\S+)>")
                .matcher(message.getHeader("List-Unsubscribe")[0]);
        assertThat(link.matches()).isTrue();

        HttpResponse<String> page = request(link.group(1) + "?lang=ur-Latn", null, null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Ab email na bhejen", "<form method=\"post\">");
        assertThat(ayesha.call("GET", PATH, null).body().at("/email/on").asBoolean())
                .as("after the link was opened only")
                .isTrue();
        HttpResponse<String> stopped =
                request(link.group(1), "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
        assertThat(stopped.statusCode()).isEqualTo(200);
        assertThat(ayesha.call("GET", PATH, null).body().at("/email/on").asBoolean())
                .isFalse();
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
    void everyChangeOfStatusIsNewsAlsoTheirOwn() {
        ApiClient maryam = createPerson("maryam@example.pk");
        maryam.call("PUT", PATH, ON);
        Reference reference = submitApplication(maryam, "39.36.1.3");
        awaitMails("maryam@example.pk", 1);
        screen(reference);
        awaitMails("maryam@example.pk", 2);
        assertThat(maryam.call(
                                "POST",
                                "api/v1/applications/" + reference.toGroupedText() + "/actions",
                                "{\"action\": \"withdraw\"}")
                        .status())
                .isEqualTo(200);
        assertThat(awaitMails("maryam@example.pk", 3))
                .extracting(GreenMailUtil::getBody)
                .satisfiesExactly(
                        received -> assertThat(received).contains(reference.toGroupedText() + ": received."),
                        checked -> assertThat(checked).contains(": being checked for completeness."),
                        withdrawn -> assertThat(withdrawn).contains(": withdrawn by you."));
    }

    @Test
    void aChannelThatIsNotAvailableCannotBeTurnedOn() {
        ApiClient bilal = ApiPersons.createPerson(server);
        assertThat(bilal.call("PUT", PATH, ON).type()).endsWith("not-possible");
        assertThat(bilal.call("PUT", PATH, "{\"email\": false}").status()).isEqualTo(422);
        assertThat(bilal.call("PUT", PATH, "{\"email\": false, \"sms\": false}").status())
                .isEqualTo(200);
    }

    @Test
    void newsAreTurnedOnInTheChat() {
        ApiClient sana = createPerson("sana@example.pk");
        sana.sendText("hello");
        assertThat(sana.sendText("news by e-mail").texts().getLast())
                .contains("Shall we also write to s•••@example.pk", "At the moment we do not.");
        assertThat(sana.sendText("yes please").texts().getLast()).startsWith("Done.");
        JsonNode email = sana.call("GET", PATH, null).body().path("email");
        assertThat(email.path("on").asBoolean()).isTrue();
    }
}
