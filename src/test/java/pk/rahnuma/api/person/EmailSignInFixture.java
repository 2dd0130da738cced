package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;

/// Server that sends codes by e-mail, and the clients of a test.
public abstract class EmailSignInFixture {

    protected static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    protected static final String FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0";

    protected static GreenMail mail;
    protected static TestServer server;
    protected static int addresses;

    @BeforeAll
    static void open() {
        mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        server = builder().startServer();
    }

    protected static TestServer.Builder builder() {
        return TestServer.onH2()
                .withProperty(SteppableClock.BEGIN_PROPERTY, "2026-11-30T08:00:00Z")
                .withVariable("RAHNUMA_TURN_PATIENCE", "1m")
                .withVariable("RAHNUMA_MAIL_HOST", "127.0.0.1")
                .withVariable(
                        "RAHNUMA_MAIL_PORT", Integer.toString(mail.getSmtp().getPort()))
                .withVariable("RAHNUMA_MAIL_FROM", "desk@example.pk")
                .withVariable("RAHNUMA_MAIL_SECURITY", "none");
    }

    @AfterAll
    static void close() {
        server.close();
        mail.stop();
    }

    protected static String newAddress() {
        return "person" + ++addresses + "@example.pk";
    }

    protected static ApiClient nobody() {
        return ApiClient.asBrowser(server.address());
    }

    protected static ApiClient.ApiResponse post(
            ApiClient client, String path, Map<String, String> body, String... headers) {
        var json = ApiClient.object();
        body.forEach(json::put);
        return client.send(
                client.requestTo("api/v1/sign-in" + path)
                        .POST(HttpRequest.BodyPublishers.ofString(json.toString()))
                        .header("User-Agent", FIREFOX),
                true,
                headers);
    }

    protected static ApiClient.ApiResponse start(String address, String... headers) {
        return post(nobody(), "", Map.of("by", "email", "address", address), headers);
    }

    /// The last of this many e-mails to an address.
    protected static MimeMessage lastMail(String address, int count) {
        await().until(() -> mailsTo(address).size() == count);
        return mailsTo(address).getLast();
    }

    protected static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> recipient(message).equalsIgnoreCase(address))
                .toList();
    }

    protected static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    protected static String text(MimeMessage message) {
        try {
            return ((MimeMultipart) message.getContent())
                    .getBodyPart(0)
                    .getContent()
                    .toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    protected static String code(MimeMessage message) {
        Matcher found = CODE.matcher(text(message));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    protected static JsonNode signIn(ApiClient client, String address) {
        int before = mailsTo(address).size();
        String id = start(address).text("/id");
        ApiClient.ApiResponse done = post(
                        client, "/" + id + "/code", Map.of("code", code(lastMail(address, before + 1))))
                .requireStatus(200);
        assertThat(done.header("Cache-Control")).isEqualTo("no-store");
        return done.body();
    }

    protected static ApiClient app(JsonNode tokens) {
        return ApiClient.asApp(server.address(), tokens.path("access").asText());
    }

    protected static ApiClient.ApiResponse call(ApiClient client, String method, String path, String... headers) {
        return client.call(method, "api/v1/" + path, null, headers);
    }
}
