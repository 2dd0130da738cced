package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;

/// Forms of the console: their fields, their rejections, and bodies that no page sends, to every route that takes one.
class ConsoleFormTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    /// Body of a request.
    ///
    /// @param type null for none
    private record HostileBody(String type, byte[] bytes) {

        static HostileBody ofText(String type, String text) {
            return new HostileBody(type, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return type + ": " + text.substring(0, Math.min(40, text.length()));
        }
    }

    private static final List<HostileBody> BODIES = List.of(
            HostileBody.ofText(FORM, ""),
            HostileBody.ofText(FORM, "text=%zz&name=%"),
            HostileBody.ofText(FORM, "text=%ff%fe&name=%c3&present=%80"),
            new HostileBody(FORM, new byte[] {'t', 'e', 'x', 't', '=', (byte) 0xff, (byte) 0xc3, 0, '&', (byte) 0x80}),
            HostileBody.ofText(FORM, "=&&=;;&=="),
            HostileBody.ofText(FORM, "number=1&role=AGENT&x=&".repeat(2_500)),
            HostileBody.ofText(FORM, "a[1].b=1&a[0].b=2&number[9999999]=1&form.name=x"),
            HostileBody.ofText(FORM, "text=" + "a".repeat(60_000)),
            HostileBody.ofText(FORM, "text=%00&name=%00&q=%00&why=%00&about=%00&topic=%00&tag=%00"),
            HostileBody.ofText(
                    FORM,
                    "hours=99999999999999999999&priority=1e9&member=-1&events=+x&day=2026-02-30&what=all&number=x&act=x"),
            HostileBody.ofText(FORM, "{\"text\": \"x\", \"member\": 1}"),
            HostileBody.ofText(FORM + "; charset=utf-16", "text=x"),
            HostileBody.ofText(FORM + "; charset=none", "text=x"),
            HostileBody.ofText("application/json", "{\"text\": \"x\", \"member\": 1, \"what\": \"BOTH\"}"),
            HostileBody.ofText("application/json", "[1, 2"),
            HostileBody.ofText("application/json", "\"dGV4dD14\""),
            HostileBody.ofText("application/json", ""),
            HostileBody.ofText("text/plain", "text=x&member=1"),
            HostileBody.ofText("multipart/form-data", "text=x"),
            HostileBody.ofText(null, "text=x&member=1"),
            HostileBody.ofText(null, ""));

    private static TestServer server;
    private static ConsoleTestServer office;
    private static SignInResult.SignedIn signedIn;
    private static Map<String, String> variables;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        office = new ConsoleTestServer(server);
        long person = office.createPerson("en");
        variables = Map.of(
                "/desk/tickets/{typed}",
                "/desk/tickets/"
                        + office.openTicket(person, "complaint", "It is slow.", "en")
                                .toGroupedText(),
                "/desk/applications/{typed}",
                "/desk/applications/"
                        + office.submitApplication(person, Map.of(), "39.32.1.7")
                                .toGroupedText(),
                "/desk/staff/{id}",
                "/desk/staff/"
                        + office.signInMember("Omar", StaffRole.AGENT)
                                .who()
                                .member()
                                .id());
        signedIn = office.signInMember("Sana", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);
    }

    private static String rejectionOf(String path, String form, String language) {
        ConsoleHttpClient.ConsoleResponse answer = ConsoleHttpClient.signedIn(office.address(), signedIn)
                .sendRequest(
                        "POST",
                        fill(path),
                        form,
                        "HX-Request",
                        "true",
                        "Cookie",
                        TemplateRenderer.LANGUAGE_COOKIE + "=" + language);
        answer.requireStatus(409);
        return answer.body();
    }

    @Test
    void aMissingOrUnreadableValueIsRejectedByTheNameOfItsFieldInTheLanguageOfTheMember() {
        for (String form : List.of("member=", "member=x", "member=99999999999999999999")) {
            assertThat(rejectionOf("/desk/tickets/{typed}/transfer", form, "en"))
                    .isEqualTo("the form is not complete: load the page again (Member of staff)");
            assertThat(rejectionOf("/desk/tickets/{typed}/transfer", form, "ur"))
                    .contains("فارم مکمل نہیں", "(\u2068عملے کا رکن\u2069)");
        }
        assertThat(rejectionOf("/desk/banner", "en=a&ur=b&ur_latn=c&hours=two", "en"))
                .endsWith("(Hours)");
    }

    @Test
    void aConstraintIsRejectedByItsOwnText() {
        assertThat(rejectionOf("/desk/calendar", "day=&name=x", "en")).isEqualTo("Choose a day.");
        assertThat(rejectionOf("/desk/calendar", "day=2026-02-30&name=x", "en")).isEqualTo("Choose a day.");
        assertThat(rejectionOf("/desk/staff/{id}/reset", "what=all", "en")).startsWith("Choose an action.");
        assertThat(rejectionOf("/desk/letters/1/drop", "why=" + "x".repeat(301), "en"))
                .isEqualTo("Give a reason, in at most 300 characters.");
        assertThat(rejectionOf("/desk/tickets/many", "what=&member=", "en")).isEqualTo("Choose tickets first.");
        assertThat(rejectionOf("/desk/tickets/many", "number=T&what=assign&member=", "en"))
                .isEqualTo("there is no ticket T");
        assertThat(rejectionOf("/desk/tickets/many", "number=T&".repeat(40) + "what=tag", "en"))
                .isEqualTo("there is no ticket T");
        assertThat(rejectionOf("/desk/tickets/many", "number=T&".repeat(41) + "what=tag", "en"))
                .isEqualTo("Choose at most 40 tickets at once.");
    }

    @Test
    void aPasswordKeepsItsSpacesAndANameDoesNot() {
        assertThat(rejectionOf("/desk/me/password", "present=x&password=a+&again=a", "en"))
                .isEqualTo("The two passwords differ.");
        assertThat(ConsoleHttpClient.signedIn(office.address(), signedIn)
                        .postForm("/desk/staff", "name", " Asma\t", "role", "AGENT")
                        .body())
                .contains("Link for Asma, shown only once");
    }

    /// Its binder waits for the body.
    @Test
    void everyRouteThatTakesAFormRunsOnAThreadThatMayWait() {
        assertThat(server.getBean(Router.class).uriRoutes().filter(ConsoleFormTest::takesForm))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.getTargetMethod().stringValue(ExecuteOn.class))
                        .contains(TaskExecutors.BLOCKING));
    }

    @Test
    void noBodyOfAFormLeadsToAFault() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
        List<String> faults = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<String> paths = formPaths().toList();
            assertThat(paths).hasSizeGreaterThan(25).contains("/desk/sign-in", "/desk/tickets/many");
            for (String path : paths) {
                for (HostileBody body : BODIES) {
                    int status = send(http, path, body);
                    if (status >= 500 || status == 403) {
                        faults.add(status + " " + path + " " + body);
                    }
                }
            }
        } finally {
            root.detachAppender(log);
        }
        assertThat(faults).isEmpty();
        assertThat(log.list)
                // Warns of a machine that is busy.
                .filteredOn(line -> !line.getLoggerName().startsWith("com.zaxxer.hikari"))
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN) || line.getThrowableProxy() != null)
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    private static Stream<String> formPaths() {
        return server.getBean(Router.class)
                .uriRoutes()
                .filter(ConsoleFormTest::takesForm)
                .map(route -> route.getUriMatchTemplate().toString())
                .map(ConsoleFormTest::fill)
                .distinct();
    }

    private static boolean takesForm(UriRouteInfo<?, ?> route) {
        return Stream.of(route.getTargetMethod().getArguments())
                .anyMatch(argument -> ConsoleForm.class.isAssignableFrom(argument.getType()));
    }

    private static String fill(String template) {
        String path = template;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            path = path.replace(variable.getKey(), variable.getValue());
        }
        return path.replaceAll("\\{\\w+}", "1");
    }

    private static int send(HttpClient http, String path, HostileBody body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Cookie", SessionCookie.COOKIE_NAME + "=" + signedIn.token())
                .header(RequestForgeryFilter.CSRF_HEADER, signedIn.who().csrf())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()));
        if (body.type() != null) {
            request.header("Content-Type", body.type());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
