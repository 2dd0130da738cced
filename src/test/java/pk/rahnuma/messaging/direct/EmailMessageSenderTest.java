package pk.rahnuma.messaging.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micronaut.email.javamail.composer.DefaultMessageComposer;
import io.micronaut.email.javamail.sender.JavaxEmailComposer;
import io.micronaut.email.javamail.sender.JavaxEmailSender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.FreePort;
import pk.rahnuma.messaging.direct.DirectMessageException.Outcome;

/// Outcomes of e-mails, with a mail server that answers as each test says.
class EmailMessageSenderTest {

    private static final DirectMessage MESSAGE = new DirectMessage(
            "ayesha@example.pk", "News", "Your application is approved.", "https://desk.example.pk/news/stop/abc");

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    /// Answers by the first word of a command; no answer closes the connection.
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "EHLO",
            "250 hello",
            "MAIL",
            "250 ok",
            "RCPT",
            "250 ok",
            "DATA",
            "354 go on",
            ".",
            "250 taken",
            "QUIT",
            "221"));
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    serve(client);
                } catch (IOException e) {
                    // The client is gone, or the test is over.
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.UTF_8);
        out.print("220 mail\r\n");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            received.add(line);
            if (data && !line.equals(".")) {
                continue;
            }
            String answer = answers.get(line.split(" ")[0]);
            if (answer == null) {
                return;
            }
            data = answer.startsWith("354");
            out.print(answer + "\r\n");
        }
    }

    private EmailMessageSender sender(int port) {
        return sender(port, "none");
    }

    private static EmailMessageSender sender(int port, String security) {
        MailConfiguration settings = new MailConfiguration("127.0.0.1", port, "", "", "desk@example.pk", security);
        JavaxEmailComposer composer = new JavaxEmailComposer(
                new MailSessionProvider(settings, Duration.ofMinutes(2)), new DefaultMessageComposer());
        return new EmailMessageSender(new JavaxEmailSender(null, composer), settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "tls"})
    void aServerWithoutTlsGetsNothing(String security) {
        EmailMessageSender sender = sender(server.getLocalPort(), security);
        assertThatThrownBy(() -> sender.sendMessage(MESSAGE)).isInstanceOf(DirectMessageException.class);
        assertThat(received).noneMatch(line -> line.startsWith("MAIL") || line.contains("ayesha"));
    }

    private Outcome outcome() {
        DirectMessageException failure = catchThrowableOfType(
                DirectMessageException.class,
                () -> sender(server.getLocalPort()).sendMessage(MESSAGE));
        assertThat(failure).hasNoCause().hasMessageNotContaining("ayesha");
        return failure.outcome();
    }

    /// Earlier ones write characters of two bytes as line breaks (CVE-2025-7962).
    @Test
    void theOnlyMailLibraryIsOneWithoutTheInjectionOfCommands() throws IOException {
        ClassLoader loader = SMTPTransport.class.getClassLoader();
        assertThat(Collections.list(loader.getResources("org/eclipse/angus/mail/smtp/SMTPTransport.class")))
                .hasSize(1);
        Properties library = new Properties();
        try (InputStream file =
                loader.getResourceAsStream("META-INF/maven/org.eclipse.angus/angus-mail/pom.properties")) {
            library.load(file);
        }
        assertThat(Runtime.Version.parse(library.getProperty("version")))
                .isGreaterThanOrEqualTo(Runtime.Version.parse("2.0.4"));
    }

    @Test
    void newsCanBeTurnedOffByTheMailProgram() {
        sender(server.getLocalPort()).sendMessage(MESSAGE);
        assertThat(received)
                .contains(
                        "List-Unsubscribe: <https://desk.example.pk/news/stop/abc>",
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                        "Auto-Submitted: auto-generated");
        received.clear();
        sender(server.getLocalPort()).sendMessage(new DirectMessage("ayesha@example.pk", "Code", "123456"));
        assertThat(received).noneMatch(line -> line.startsWith("List-Unsubscribe"));
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 ayesha@example.pk unknown, NO_SUCH_ADDRESS",
        "RCPT, 450 4.2.1 ayesha@example.pk try later, NOT_SENT",
        "MAIL, 451 4.3.0 try later, NOT_SENT",
        "., 451 4.3.0 try later, NOT_SENT",
        "., 554 5.7.1 not from ayesha@example.pk, REFUSED"
    })
    void theAnswerOfTheServerTellsWhetherItIsWorthAnotherTry(String command, String answer, Outcome outcome) {
        answers.put(command, answer);
        assertThat(outcome()).isEqualTo(outcome);
    }

    @Test
    void anAnswerThatDoesNotComeLeavesTheOutcomeUnknown() {
        answers.remove(".");
        assertThat(outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"'\r\n.', UNKNOWN", "'MAIL FROM:<desk@example.pk>', NOT_SENT"})
    void aConnectionThatEndsLeavesTheOutcomeUnknownOnlyBehindTheMessage(String command, Outcome outcome) {
        SMTPSendFailedException ended = new SMTPSendFailedException(command, -1, "[EOF]", null, null, null, null);
        assertThat(EmailMessageSender.toFailure(ended).outcome()).isEqualTo(outcome);
    }

    @Test
    void nothingIsSentWhileTheServerIsNotReached() throws IOException {
        // The port of a server that was closed just now may be given to another process at once.
        int port = FreePort.find();
        assertThatThrownBy(() -> sender(port).sendMessage(MESSAGE))
                .isInstanceOfSatisfying(
                        DirectMessageException.class,
                        e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_SENT));
    }
}
