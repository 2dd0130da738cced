package pk.rahnuma.endtoend.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.endtoend.DialogShortcuts;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.OrganisationApplicationFixture;
import pk.rahnuma.endtoend.ServerVariant;
import pk.rahnuma.faults.run.SimulatedApplicant;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.PersonErasureService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.CasePresenceService;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;
import pk.rahnuma.ticket.work.TicketWorkFixture;
import pk.rahnuma.vault.SubjectEncryptionService;

/// From "delete everything" to a database that contains no trace, over HTTP.
public class DataErasureTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void afterAnErasureADumpOfTheDatabaseHoldsNoTraceOfThePerson(ServerVariant variant) throws Exception {
        try (TestServer server = variant.builder().shareServer()) {
            SimulatedApplicant byMobile = lives(server, false);
            SimulatedApplicant byAddress = lives(server, true);
            SimulatedApplicant other = lives(server, false);
            long ali = person(server, byMobile.person);
            long bilal = person(server, byAddress.person);
            long sana = person(server, other.person);
            Reference ended = reference(server, bilal);
            suspended(server, ended);
            // The only member of one organisation, and the only owner of another.
            Reference alone = OrganisationApplicationFixture.submitApplication(server, ali, "39.61.1.1");
            Reference shared = OrganisationApplicationFixture.submitApplication(server, bilal, "39.61.1.2");
            long organisation = letIn(server, bilal, sana);
            long stays = server.getBean(ApplicationReviewService.class)
                    .openDossier(shared, false, "sana", server.now())
                    .application()
                    .id();
            leaves(byMobile.person);
            leaves(byAddress.person);
            RareTraces.insertDeadLetter(server, ali);
            RareTraces.executeRequest(server, ali);
            RareTraces.block(server, ali);
            RareTraces.signIn(server, ali);
            RareTraces.wantNews(server, ali);
            RareTraces.linkPersons(server, ali, bilal);
            RareTraces.markPersons(server, ali, bilal);
            PersonErasureService erasure = server.getBean(PersonErasureService.class);
            Instant asked = server.now();
            assertThat(erasure.processDue(asked.plus(DAY.multipliedBy(5)))).isZero();
            erasure.processDue(asked.plus(DAY.multipliedBy(6)).plusSeconds(60));
            for (SimulatedApplicant leaving : List.of(byMobile, byAddress)) {
                FakeBotApi.Said reminder = leaving.person.awaits("Tomorrow, on");
                assertThat(reminder.data("Keep my data")).isEqualTo("!start=keep-data");
            }

            DatabaseDump before = DatabaseDump.dumpDatabase(server.sql());
            Object[] numbers = numbers(server, ali, bilal);
            Set<String> valuesOfOthers = before.rows().stream()
                    .filter(row -> Set.of("search_term", "document", "line").contains(row.table())
                            && !before.rowsAbout(numbers).contains(row))
                    .flatMap(row -> row.binary().stream())
                    .collect(Collectors.toSet());
            before.rows().stream()
                    .filter(row -> row.table().equals("line") && row.holds(organisation))
                    .forEach(row -> valuesOfOthers.addAll(row.binary()));
            // Of the organisation that stays.
            List.of("word alif", "word software", "subscriber nayatel NTL12345")
                    .forEach(term ->
                            valuesOfOthers.add(hash(server, "search", term).substring(0, 32)));
            assertThat(before.rowsAbout(numbers))
                    .extracting(DatabaseDump.DumpedRow::table)
                    .contains("search_term");
            Set<String> sealedAndHashed = before.rowsAbout(numbers).stream()
                    .filter(row -> !row.table().equals("audit"))
                    // Data of the organisation.
                    .filter(row -> !row.holds(organisation) && !row.holds(stays))
                    .flatMap(row -> row.binary().stream())
                    .filter(hex -> hex.length() >= 8)
                    // Part of another person's name, or the same file, too.
                    .filter(hex -> !valuesOfOthers.contains(hex))
                    .collect(Collectors.toSet());
            assertThat(sealedAndHashed)
                    .hasSizeGreaterThan(100)
                    .contains(
                            hash(server, "chat", "TELEGRAM " + byMobile.chat),
                            hash(server, "chat", "TELEGRAM " + byAddress.chat))
                    .contains(
                            hash(server, "vpn_mobile", "+92321765" + byMobile.chat),
                            address(byAddress.formAnswers().get("register-individual.ips")));
            assertThat(before.rows())
                    .filteredOn(row -> row.table().equals("missed_question"))
                    .hasSize(3)
                    .allMatch(row -> row.holds("… of … for his line and … vpn"));
            assertThat(before.rowsAbout(numbers))
                    .extracting(DatabaseDump.DumpedRow::table)
                    .doesNotContain("missed_question");
            Object[] numbersBefore = numbers(server, sana);
            List<DatabaseDump.DumpedRow> othersBefore = before.rowsAbout(numbersBefore);

            Instant due = asked.plus(DAY.multipliedBy(7)).plusSeconds(60);
            assertThat(erasure.processDue(due)).isZero();
            byMobile.person.awaits("This was the last message.");
            byAddress.person.awaits("This was the last message.");
            // At most an hour later: the result of a send may not be recorded yet.
            assertThat(erasure.processDue(due.plus(Duration.ofMinutes(61)))).isEqualTo(2);

            other.person.awaits("Your role for Alif Software is now: owner");
            DatabaseDump after = DatabaseDump.dumpDatabase(server.sql());
            assertThat(after.rows())
                    .filteredOn(row -> row.binary().stream().anyMatch(sealedAndHashed::contains))
                    .isEmpty();
            plain(byMobile)
                    .forEach(value ->
                            assertThat(after.containsText(value)).as(value).isFalse());
            plain(byAddress)
                    .forEach(value ->
                            assertThat(after.containsText(value)).as(value).isFalse());
            assertThat(after.rowsAbout(numbers))
                    .extracting(DatabaseDump.DumpedRow::table)
                    .doesNotContain("proposal");
            assertThat(after.rowsAbout(ali, bilal))
                    .extracting(DatabaseDump.DumpedRow::table)
                    .containsOnly("subject", "audit");
            ApplicationReviewService.ApplicationDetails kept =
                    server.getBean(ApplicationReviewService.class).openDossier(shared, true, "sana", due);
            assertThat(kept.application().conversation()).isEqualTo(sana);
            assertThat(kept.answers()).containsEntry("legal_name", "Alif Software");
            assertThat(server.getBean(ApplicationReviewService.class)
                            .openDossier(alone, true, "sana", due)
                            .application()
                            .isErased())
                    .isTrue();
            ApplicationReviewService.ApplicationDetails left =
                    server.getBean(ApplicationReviewService.class).openDossier(ended, true, "sana", due);
            assertThat(left.application().lines().leading()).isEqualTo(LineStatus.ENDED);
            assertThat(left.application().authorityReference()).isNull();
            assertThat(left.application().isErased()).isTrue();
            assertThat(left.answers()).isEmpty();
            assertThat(left.checks()).isEmpty();
            assertThat(left.history()).hasSizeGreaterThan(5).allMatch(event -> event.note() == null);
            assertThat(AuditChainFixture.faultsOf(
                            server.getBean(AuditLog.class), left.application().id()))
                    .isEmpty();
            assertThat(after.containsText(address("39.61.1.1"))).isFalse();
            assertThat(after.containsText(address("39.61.1.2"))).isTrue();
            List<DatabaseDump.DumpedRow> othersAfter = new ArrayList<>(after.rowsAbout(numbersBefore));
            for (DatabaseDump.DumpedRow row : othersBefore) {
                othersAfter.remove(othersAfter.stream()
                        .filter(same -> same.table().equals(row.table())
                                && same.binary().equals(row.binary()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("changed: " + row)));
            }
            // The application that was handed over, and the notification of it.
            assertThat(othersAfter)
                    .extracting(DatabaseDump.DumpedRow::table)
                    .containsExactlyInAnyOrder("application", "audit", "message", "message_about");
            assertThat(other.person.heard()).noneMatch(said -> said.text().contains("This was the last message"));
            assertThat(AuditChainFixture.faultsOf(server.getBean(AuditLog.class), ali))
                    .isEmpty();

            assertThat(erasure.processDue(due.plus(DAY))).isZero();
            byMobile.person.says("Salam");
            byMobile.person.awaits("Rahnuma");
            assertThat(person(server, byMobile.person)).isNotEqualTo(ali);
        }
    }

    /// Applicant with an application that has a query, a draft, a ticket with an answer, and a failed look-up.
    static SimulatedApplicant lives(TestServer server, boolean byAddress) {
        // An even chat registers by address, an odd one by mobile number.
        long next = server.bot().newChat();
        long chat = next % 2 == 0 == byAddress ? next : server.bot().newChat();
        SimulatedApplicant applicant = new SimulatedApplicant(server.bot(), chat, -chat);
        applicant.fillForm();
        FakeTelegramUser person = applicant.person;
        Instant now = server.now();
        Reference reference = reference(server, person(server, person));
        server.getBean(ApplicationDecisionService.class)
                .decide(reference, new ApplicationDecision(LineTransition.VERIFY), "omar", now);
        ApplicationDecision ask = new ApplicationDecision(
                LineTransition.ASK, List.of(DecisionReason.values()[0]), "Please call us, Mr Khan " + chat, null);
        server.getBean(ApplicationDecisionService.class).decide(reference, ask, "omar", now);
        person.awaits("Please call us");
        Reference ticket = DialogShortcuts.openTicket(person, TEXTS, "It is about my line, " + chat);
        TicketWorkFixture.answerTicket(server.context(), ticket, "We look, " + chat);
        person.awaits("We look, " + chat);
        worked(server, ticket, chat, now);
        person.awaits("is marked as solved");
        person.taps(TEXTS.text("rate.stars.options.2"));
        person.awaits(TEXTS.text("rate.word.ask"));
        person.says("Not solved for " + chat);
        person.awaits("I am sorry");
        person.says("status");
        person.awaits(TEXTS.text("status.listed.say"));
        person.taps(TEXTS.text("lookup.title"));
        person.awaits("Example");
        person.says(Reference.forApplication(new java.util.Random(chat)).toGroupedText());
        person.awaits(TEXTS.text("status.proof.ask"));
        person.says("123456");
        person.awaits("nothing was found");
        person.says("/ask");
        person.awaits(TEXTS.text("ask.question.ask"));
        person.says("Zulfi Khan, " + chat + ", of " + applicant.formAnswers().get("register-individual.id_number")
                + " hopes for his line and a vpn");
        person.awaits(TEXTS.text("ask.meant.ask"));
        person.says("/menu");
        person.awaits(TEXTS.text("engine.menu"));
        person.says("register");
        person.awaits(TEXTS.text("register-individual.work_type.ask"));
        person.taps(TEXTS.text("register-individual.work_type.options.freelancer"));
        person.awaits(TEXTS.text("register-individual.full_name.ask"));
        person.says("Draft Khan");
        person.awaits(TEXTS.text("register-individual.id_number.ask"));
        return applicant;
    }

    /// All that staff can add to a ticket.
    private static void worked(TestServer server, Reference ticket, long chat, Instant now) {
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Long.toString(chat));
        server.getBean(ChatTokenService.class)
                .addToken(
                        server.getBean(ChatRepository.class)
                                .findByAddresses(List.of(address))
                                .get(address),
                        Long.toString(chat).getBytes(StandardCharsets.US_ASCII),
                        "Firefox",
                        now);
        TicketAgent omar = new TicketAgent(7, "omar");
        TicketTriageService sorting = server.getBean(TicketTriageService.class);
        sorting.addNote(ticket, omar, "Mr Khan " + chat + " calls often", now);
        sorting.addTag(ticket, pk.rahnuma.ticket.work.ActingAgent.forOwnTickets(omar), "khan", now);
        server.getBean(CasePresenceService.class)
                .reportPresence(StaffAuditFixture.signedIn(omar.id(), omar.name()), ticket, false, now);
        server.getBean(TicketAssignmentService.class).claimTicket(ticket, omar, now);
        server.getBean(TicketResolutionService.class).resolveTicket(ticket, omar, now);
    }

    private static void leaves(FakeTelegramUser person) {
        person.says("menu");
        person.awaits(TEXTS.text("engine.menu"));
        person.taps(TEXTS.text("my-data.title"));
        person.awaits(TEXTS.text("my-data.wish.ask"));
        person.taps(TEXTS.text("my-data.wish.options.erase"));
        person.awaits("Your line ends");
        person.taps(TEXTS.text("options.yes_no.yes"));
        person.awaits("Everything about you is deleted on");
    }

    private static void suspended(TestServer server, Reference reference) {
        Instant now = server.now();
        ApplicationDecisionService decisions = server.getBean(ApplicationDecisionService.class);
        for (LineTransition act : List.of(LineTransition.RECEIVE, LineTransition.VERIFY, LineTransition.CONFIRM)) {
            decisions.decide(reference, new ApplicationDecision(act), "omar", now);
        }
        decisions.decide(
                reference, new ApplicationDecision(LineTransition.APPROVE, List.of(), null, "PTA-77"), "omar", now);
        decisions.decide(
                reference, new ApplicationDecision(LineTransition.SUSPEND, List.of(), "It moved", null), "omar", now);
    }

    static long letIn(TestServer server, long owner, long person) {
        long organisation =
                server.sql().queryOne(Long.class, "select organisation_id from membership where person_id = ?", owner);
        server.sql()
                .execute(
                        "insert into membership (organisation_id, person_id, role, state, name, since) values (?, ?, ?, ?, ?, ?)",
                        organisation,
                        person,
                        "REPRESENTATIVE",
                        "ACTIVE",
                        RareTraces.seal(server, "membership.name", organisation, "Sana", organisation, person),
                        server.now());
        return organisation;
    }

    public static long person(TestServer server, FakeTelegramUser user) {
        byte[] hash = server.getBean(SubjectEncryptionService.class).keyedHash("chat", "TELEGRAM " + user.id());
        return server.sql().queryOne(Long.class, "select conversation_id from chat where address_hash = ?", hash);
    }

    public static Reference reference(TestServer server, long person) {
        return new Reference(server.sql()
                .queryOne(String.class, "select reference from application where conversation_id = ?", person));
    }

    /// Ids of the persons and of all their objects.
    private static Object[] numbers(TestServer server, Long... persons) {
        Stream<Long> theirs = Stream.concat(
                        Stream.of("application", "ticket", "chat")
                                .map(table -> "select id from " + table + " where conversation_id = ?"),
                        Stream.of("select id from line where subject_id = ?"))
                .flatMap(sql ->
                        Stream.of(persons).flatMap(person -> server.sql().queryList(Long.class, sql, person).stream()));
        return Stream.concat(Stream.of(persons), theirs).toArray();
    }

    private static String hash(TestServer server, String purpose, String value) {
        return HexFormat.of()
                .formatHex(server.getBean(SubjectEncryptionService.class).keyedHash(purpose, value));
    }

    private static String address(String text) {
        try {
            return HexFormat.of().formatHex(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> plain(SimulatedApplicant applicant) {
        return Stream.concat(
                        applicant.formAnswers().values().stream()
                                .filter(answer -> answer.length() > 5 && !answer.startsWith("@")),
                        Stream.of("Draft Khan", "Zulfi", "about my line", "Please call us"))
                .toList();
    }
}
