package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;

/// Every route of the console with every role. The table here says which permission each route needs; a route that is
/// missing from it fails.
class ConsoleRoutesTest {

    /// Routes and the permission that each needs; `PUBLIC` for all users, `SIGNED_IN` for all users with a session.
    private static final String ROUTES = """
            GET  /desk                                                     SIGNED_IN
            GET  /desk/session                                             SIGNED_IN
            GET  /desk/sign-in                                             PUBLIC
            GET  /desk/sw.js                                               PUBLIC
            POST /desk/sign-in                                             PUBLIC
            POST /desk/second-factor                                       PUBLIC
            GET  /desk/set-up/{token}                                      PUBLIC
            POST /desk/set-up/{token}                                      PUBLIC
            GET  /desk/first/{token}                                       PUBLIC
            POST /desk/first/{token}                                       PUBLIC
            POST /desk/sign-out                                            SIGNED_IN
            GET  /desk/me                                                  SIGNED_IN
            POST /desk/me/password                                         SIGNED_IN
            POST /desk/me/codes                                            SIGNED_IN
            POST /desk/me/second-factor                                    SIGNED_IN
            POST /desk/me/second-factor/confirm                            SIGNED_IN
            POST /desk/me/sessions/{session}/end                           SIGNED_IN
            POST /desk/me/sign-out-everywhere                              SIGNED_IN
            POST /desk/me/telegram                                         SIGNED_IN
            POST /desk/me/telegram/unlink                                  SIGNED_IN
            GET  /desk/charts                                              SEE_CHARTS
            GET  /desk/charts/{name}.csv                                   SEE_CHARTS,EXPORT
            GET  /desk/events                                              READ_TICKETS
            GET  /desk/tickets                                             READ_TICKETS
            GET  /desk/tickets.csv                                         READ_TICKETS,EXPORT
            POST /desk/tickets                                             ANSWER_TICKETS
            POST /desk/tickets/many                                        ASSIGN_OTHERS
            GET  /desk/tickets/resolution                                  ASSIGN_OTHERS
            POST /desk/tickets/resolution                                  ASSIGN_OTHERS
            POST /desk/tickets/resolution/undo                             ASSIGN_OTHERS
            GET  /desk/tickets/removal                                     ASSIGN_OTHERS
            POST /desk/tickets/removal                                     ASSIGN_OTHERS
            GET  /desk/tickets/restraint                                   ASSIGN_OTHERS
            POST /desk/tickets/restraint                                   ANSWER_TICKETS
            POST /desk/tickets/restraint/lift                              ANSWER_TICKETS
            GET  /desk/tickets/{typed}                                     READ_TICKETS
            GET  /desk/tickets/{typed}/talk                                READ_TICKETS
            GET  /desk/tickets/{typed}/before/{line}                       READ_TICKETS
            POST /desk/tickets/{typed}/reveal                              READ_TICKETS,REVEAL
            POST /desk/tickets/{typed}/before/{line}/reveal                READ_TICKETS,REVEAL
            POST /desk/tickets/{typed}/presence                            ANSWER_TICKETS
            GET  /desk/tickets/{typed}/files/{id}/pages                    READ_DOCUMENTS
            GET  /desk/tickets/{typed}/files/{id}/pages/{page}             READ_DOCUMENTS
            GET  /desk/tickets/{typed}/files/{id}/file                     READ_DOCUMENTS
            POST /desk/tickets/{typed}/claim                               ANSWER_TICKETS
            POST /desk/tickets/{typed}/hand-back                           ANSWER_TICKETS
            POST /desk/tickets/{typed}/release                             ANSWER_TICKETS
            POST /desk/tickets/{typed}/resolve                             ANSWER_TICKETS
            POST /desk/tickets/{typed}/reopen                              ANSWER_TICKETS
            POST /desk/tickets/{typed}/wake                                ANSWER_TICKETS
            POST /desk/tickets/{typed}/answer                              ANSWER_TICKETS
            GET  /desk/tickets/{typed}/replies                             ANSWER_TICKETS
            POST /desk/tickets/{typed}/file                                ANSWER_TICKETS
            POST /desk/tickets/{typed}/table                               ANSWER_TICKETS
            POST /desk/tickets/{typed}/file/preview                        ANSWER_TICKETS
            POST /desk/tickets/{typed}/answers/{seq}                       ANSWER_TICKETS
            POST /desk/tickets/{typed}/lines/{line}/recall                 ANSWER_TICKETS
            POST /desk/tickets/{typed}/lines/{line}/retry                  ANSWER_TICKETS
            POST /desk/tickets/{typed}/note                                ANSWER_TICKETS
            POST /desk/tickets/{typed}/sort                                ANSWER_TICKETS
            POST /desk/tickets/{typed}/transfer                            ANSWER_TICKETS
            POST /desk/tickets/{typed}/priority                            ANSWER_TICKETS
            POST /desk/tickets/{typed}/split                               ANSWER_TICKETS
            GET  /desk/{+path}                                             SIGNED_IN
            GET  /desk/applications                                        READ_APPLICATIONS
            GET  /desk/applications.csv                                    READ_APPLICATIONS,EXPORT
            GET  /desk/applications/{typed}                                READ_APPLICATIONS
            GET  /desk/applications/{typed}/review                         READ_APPLICATIONS
            POST /desk/applications/{typed}/reveal                         READ_APPLICATIONS,REVEAL
            POST /desk/applications/{typed}/decide                         DECIDE
            POST /desk/applications/{typed}/confirm                        APPROVE_SECOND
            POST /desk/applications/{typed}/drop                           DECIDE
            POST /desk/applications/confirmations                          DECIDE
            POST /desk/applications/confirmations/drop                     DECIDE
            POST /desk/applications/{typed}/claim                          DECIDE
            POST /desk/applications/{typed}/release                        DECIDE
            POST /desk/applications/{typed}/presence                       READ_APPLICATIONS,ANSWER_TICKETS
            GET  /desk/applications/{typed}/compare/{other}                READ_APPLICATIONS
            POST /desk/applications/{typed}/compare/{other}                DECIDE
            GET  /desk/applications/{typed}/documents/{name:.+}/pages        READ_DOCUMENTS
            GET  /desk/applications/{typed}/documents/{name:.+}/pages/{page} READ_DOCUMENTS
            GET  /desk/applications/{typed}/documents/{name:.+}/file         READ_DOCUMENTS
            GET  /desk/applications/{typed}/certificate                    READ_APPLICATIONS,REVEAL
            GET  /desk/second-look                                         APPROVE_SECOND,READ_APPLICATIONS
            GET  /desk/notifications                                       READ_TICKETS
            POST /desk/notifications/read                                  READ_TICKETS
            POST /desk/notifications/device                                READ_TICKETS
            POST /desk/notifications/device/remove                         READ_TICKETS
            POST /desk/notifications/{typed}/read                          READ_TICKETS
            GET  /desk/search                                              READ_APPLICATIONS
            POST /desk/search                                              READ_APPLICATIONS
            GET  /desk/search/{link}                                       READ_APPLICATIONS
            GET  /desk/register                                            READ_APPLICATIONS
            POST /desk/register                                            READ_APPLICATIONS
            GET  /desk/register.{format:csv|xlsx}                          READ_APPLICATIONS,EXPORT
            GET  /desk/staff                                               READ_STAFF
            GET  /desk/staff.csv                                           READ_STAFF,EXPORT
            GET  /desk/staff/{id}                                          READ_STAFF
            POST /desk/staff                                               MANAGE_STAFF
            POST /desk/staff/{id}/role                                     MANAGE_STAFF
            POST /desk/staff/{id}/skills                                   MANAGE_STAFF
            POST /desk/staff/{id}/disable                                  MANAGE_STAFF
            POST /desk/staff/{id}/enable                                   MANAGE_STAFF
            POST /desk/staff/{id}/reset                                    MANAGE_STAFF
            GET  /desk/audit                                               READ_AUDIT
            GET  /desk/audit.csv                                           READ_AUDIT,EXPORT
            GET  /desk/audit/verification                                  READ_AUDIT
            POST /desk/audit/verify                                        READ_AUDIT
            GET  /desk/canned                                              ANSWER_TICKETS
            GET  /desk/canned/{id}                                         ANSWER_TICKETS
            POST /desk/canned                                              ANSWER_TICKETS
            POST /desk/canned/{id}                                         ANSWER_TICKETS
            POST /desk/canned/{id}/delete                                  ANSWER_TICKETS
            GET  /desk/calendar                                            EDIT_CALENDAR
            POST /desk/calendar                                            EDIT_CALENDAR
            POST /desk/calendar/remove                                     EDIT_CALENDAR
            GET  /desk/banner                                              SET_BANNER
            POST /desk/banner                                              SET_BANNER
            POST /desk/banner/clear                                        SET_BANNER
            GET  /desk/letters                                             MANAGE_LETTERS
            GET  /desk/letters/{number}                                    MANAGE_LETTERS,REVEAL
            POST /desk/letters/{number}/retry                              MANAGE_LETTERS
            POST /desk/letters/{number}/drop                               MANAGE_LETTERS
            """;

    /// Each role alone, and two together.
    private static final List<Set<StaffRole>> ROLES = Stream.concat(
                    Stream.of(StaffRole.values()).map(Set::of),
                    Stream.of(Set.of(StaffRole.AGENT, StaffRole.ADMINISTRATOR)))
            .toList();

    /// Routes that end the session of the caller.
    private static final Set<String> ENDING = Set.of("POST /desk/sign-out", "POST /desk/me/sign-out-everywhere");

    /// Tables that read-only requests must not change.
    private static final List<String> TABLES = List.of(
            "application",
            "person_mark",
            "ticket",
            "ticket_answer",
            "ticket_note",
            "ticket_tag",
            "case_presence",
            "ticket_restraint",
            "conversation",
            "message",
            "dead_letter",
            "staff",
            "one_time_code",
            "canned_reply",
            "holiday",
            "banner",
            "desk_member");

    private static TestServer server;
    private static ConsoleTestServer office;
    private static String ticket;
    private static String application;
    private static String secondApplication;
    private static long victim;
    private static final Map<Set<StaffRole>, ConsoleHttpClient> CALLERS = new LinkedHashMap<>();
    private static final Map<String, ConsoleHttpClient> LEAVING = new TreeMap<>();

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        office = new ConsoleTestServer(server);
        long person = office.createPerson("en");
        ticket = office.openTicket(person, "complaint", "It is slow.", "en").toGroupedText();
        application = office.submitApplication(person, Map.of(), "39.32.1.7").toGroupedText();
        secondApplication = office.submitApplication(office.createPerson("ur"), Map.of(), "39.32.1.8")
                .toGroupedText();
        victim = office.signInMember("Victim", StaffRole.AGENT).who().member().id();
        for (Set<StaffRole> roles : ROLES) {
            StaffRole[] given = roles.toArray(StaffRole[]::new);
            String names = Stream.of(given).map(StaffRole::name).collect(Collectors.joining(" "));
            CALLERS.put(roles, office.signIn("Who is " + names, given));
            int number = 0;
            for (String route : ENDING) {
                LEAVING.put(route + roles, office.signIn("Leaves " + names + " " + number++, given));
            }
        }
    }

    @Test
    void theTableListsExactlyTheRoutes() {
        Set<String> there = new TreeSet<>();
        server.getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .filter(route -> route.getHttpMethod() != HttpMethod.OPTIONS)
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(route -> route.endsWith(" /desk") || route.contains(" /desk/") || route.contains(" /desk."))
                .forEach(there::add);
        assertThat(there).isEqualTo(new TreeSet<>(table().keySet()));
    }

    @Test
    void everyRouteAdmitsOnlyRolesWithItsPermission() {
        List<String> wrong = new ArrayList<>();
        ConsoleHttpClient nobody = ConsoleHttpClient.anonymous(office.address());
        table().forEach((route, needs) -> {
            if (!needs.equals("PUBLIC")) {
                ConsoleHttpClient.ConsoleResponse answer = call(nobody, route);
                if (!answer.leadsToSignIn()) {
                    wrong.add(route + " for nobody: " + answer.status());
                }
                for (Set<StaffRole> roles : ROLES) {
                    ConsoleHttpClient caller = LEAVING.getOrDefault(route + roles, CALLERS.get(roles));
                    boolean may = needs.equals("SIGNED_IN")
                            || Stream.of(needs.split(","))
                                    .map(StaffPermission::valueOf)
                                    .allMatch(right -> roles.stream().anyMatch(role -> role.hasPermission(right)));
                    ConsoleHttpClient.ConsoleResponse told = call(caller, route);
                    boolean fits = may
                            ? told.status() != 403
                                    && told.status() < 500
                                    && (ENDING.contains(route) || !told.leadsToSignIn())
                            : told.status() == 403;
                    if (!fits) {
                        wrong.add(route + " for " + roles + ": " + told.status());
                    }
                }
            }
        });
        table().forEach((route, needs) -> {
            if (needs.equals("PUBLIC")) {
                ConsoleHttpClient.ConsoleResponse answer = call(nobody, route);
                if (answer.status() == 403 || answer.status() >= 500 || answer.leadsToSignIn()) {
                    wrong.add(route + " for nobody: " + answer.status());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void anAuditorChangesNothing() {
        ConsoleHttpClient auditor = CALLERS.get(Set.of(StaffRole.AUDITOR));
        List<String> before = rows();
        table().forEach((route, needs) -> {
            if (!needs.equals("PUBLIC") && !ENDING.contains(route)) {
                call(auditor, route);
            }
        });
        assertThat(rows()).isEqualTo(before);
    }

    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        ROUTES.lines().map(line -> line.split(" +")).forEach(cells -> table.put(cells[0] + " " + cells[1], cells[2]));
        return table;
    }

    private static ConsoleHttpClient.ConsoleResponse call(ConsoleHttpClient caller, String route) {
        String[] parts = route.split(" ");
        String path = parts[1].replace("{typed}", parts[1].startsWith("/desk/tickets") ? ticket : application)
                .replace("/staff/{id}", "/staff/" + victim)
                .replace("/canned/{id}", "/canned/1")
                .replace("{other}", secondApplication)
                .replace("{name:.+}", "id_card_front")
                .replace("{+path}", "nowhere")
                .replace("{name}", "tickets")
                .replace("{link}", "none")
                .replace("{format:csv|xlsx}", "csv")
                .replace("{number}", "1K2V9QX0A7TF")
                .replaceAll("\\{(id|token)}", "none")
                .replaceAll("\\{(line|seq|page|session)}", "1");
        assertThat(path).doesNotContain("{");
        return caller.sendRequest(parts[0], path, "");
    }

    private static List<String> rows() {
        return TABLES.stream()
                .flatMap(table -> server.sql().queryTexts("select * from " + table).stream()
                        .map(row -> table + " " + row)
                        .sorted())
                .toList();
    }
}
