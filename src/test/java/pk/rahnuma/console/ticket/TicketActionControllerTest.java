package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.vault.ExportedText;
import pk.rahnuma.vault.PersonalDataHandler;

/// Operations of staff on tickets, over HTTP.
class TicketActionControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final ConsoleHttpClient sana = office.signIn("Sana", StaffRole.SUPERVISOR);
    private static final ConsoleHttpClient omar = office.signIn("Omar", StaffRole.AGENT);
    private static final ConsoleHttpClient adeel = office.signIn("Adeel", StaffRole.AGENT);

    private static Ticket ticket(Reference number) {
        return server.getBean(TicketRepository.class).findTicket(number).orElseThrow();
    }

    private static String path(Reference number) {
        return "/desk/tickets/" + number.toGroupedText();
    }

    private static Reference claimed(ConsoleHttpClient by, String topic) {
        Reference number = office.openTicket(office.createPerson("en"), topic, "It is slow.", "en");
        by.postForm(path(number) + "/claim").requireStatus(303);
        return number;
    }

    private static List<Message> said(Reference number, String text) {
        return server
                .getBean(ConversationMessageService.class)
                .readHistory(ticket(number).conversation(), 0, 100)
                .stream()
                .filter(message -> message.body().text().contains(text))
                .toList();
    }

    private static ConsoleHttpClient.ConsoleResponse answer(
            ConsoleHttpClient by, Reference number, String text, String key) {
        return by.sendRequest(
                "POST", path(number) + "/answer", "text=" + text, "Idempotency-Key", key, "HX-Request", "true");
    }

    @Test
    void anAnswerThatComesTwiceWithOneKeyIsSentOnce() {
        Reference number = claimed(sana, "complaint");
        List<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> answer(sana, number, "Twice", "key-1").status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).containsOnly(204);
        assertThat(said(number, "Twice")).hasSize(1);
        answer(sana, number, "Twice", "key-2").requireStatus(204);
        assertThat(said(number, "Twice")).hasSize(2);
    }

    @Test
    void aKeyOfARefusedFormCanBeUsedAgain() {
        Reference number = claimed(sana, "complaint");
        answer(sana, number, "", "key-3").requireStatus(409);
        answer(sana, number, "Better", "key-3").requireStatus(204);
        assertThat(said(number, "Better")).hasSize(1);
    }

    @Test
    void savedRepliesNameTheCustomer() {
        String text = "{name}: {next_step}";
        sana.postForm("/desk/canned", "name", "Next", "en", text, "ur", text, "ur_latn", text)
                .requireStatus(303);
        long person = office.createPerson("en");
        office.submitApplication(person, Map.of("full_name", "Hira Malik"), "39.32.77.7");
        Reference number = office.openTicket(person, "complaint", "It is slow.", "en");
        String page = sana.getPage(path(number) + "/replies").requireStatus(200).body();
        assertThat(page).contains("Hira Malik: ");
    }

    @Test
    void aTicketThatIsOpenedTwiceWithOneKeyIsOneTicket() {
        String about = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en")
                .toGroupedText();
        String form = "about=" + about + "&topic=complaint&text=Call+back";
        String first = sana.sendRequest("POST", "/desk/tickets", form, "Idempotency-Key", "key-4")
                .location();
        assertThat(first).startsWith("/desk/tickets/T");
        assertThat(sana.sendRequest("POST", "/desk/tickets", form, "Idempotency-Key", "key-4")
                        .location())
                .isEqualTo(first);
    }

    @Test
    void anAnswerIsTakenBackBeforeThePersonSeesIt() {
        Reference number = claimed(sana, "complaint");
        answer(sana, number, "Wrong+person", "key-5");
        String line = path(number) + "/lines/"
                + said(number, "Wrong person").getFirst().seq();
        assertThat(sana.getPage(path(number)).body()).contains(line + "/recall");
        omar.postForm(line + "/recall").requireStatus(409);
        sana.postForm(line + "/recall").requireStatus(303);
        assertThat(said(number, "Wrong person")).isEmpty();
        assertThat(sana.getPage(path(number)).body()).contains("taken back before it was sent");
        assertThat(sana.postForm(line + "/recall").body()).contains("on its way already");
        sana.postForm(line + "/retry").requireStatus(303);
        assertThat(said(number, "Wrong person")).isEmpty();
    }

    @Test
    void aCopyOfAPersonsDataHoldsNoAnswerThatWasTakenBackOrStillCanBe() {
        Reference number = claimed(sana, "complaint");
        answer(sana, number, "Wrong+person", "key-6");
        int line = said(number, "Wrong person").getFirst().seq();
        List<String> before = told(number);
        sana.postForm(path(number) + "/lines/" + line + "/recall");
        assertThat(told(number)).isEqualTo(before).noneMatch(text -> text.isEmpty() || text.contains("Wrong"));
        assertThat(server.context().getBeansOfType(PersonalDataHandler.class))
                .noneMatch(keeper -> ExportedText.toText(
                                keeper.exportData(ticket(number).conversation()))
                        .contains("Wrong person"));
    }

    /// Messages of the transcript.
    private static List<String> told(Reference number) {
        List<String> texts = new ArrayList<>();
        for (PersonalDataHandler keeper : server.context().getBeansOfType(PersonalDataHandler.class)) {
            Object messages = keeper.exportData(ticket(number).conversation()).get("messages");
            if (messages instanceof Iterable<?> several) {
                several.forEach(one -> texts.add((String) ((Map<?, ?>) one).get("text")));
            }
        }
        return texts;
    }

    @Test
    void aFileThatIsTakenBackIsDeleted() {
        Reference number = claimed(sana, "complaint");
        long before = documents();
        byte[] picture = SampleFiles.picture("png", 900, 600, 1);
        sana.uploadFile(path(number) + "/file", picture, "card.png");
        assertThat(documents()).isEqualTo(before + 1);
        int line = server.getBean(ConversationMessageService.class)
                .readLast(ticket(number).conversation(), 1)
                .getFirst()
                .seq();
        sana.postForm(path(number) + "/lines/" + line + "/recall");
        assertThat(documents()).isEqualTo(before);
    }

    private static long documents() {
        return server.sql().queryOne(Long.class, "select count(*) from document");
    }

    @Test
    void takingIsOfferedOnlyWhereItWorks() {
        Reference number = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
        assertThat(omar.getPage(path(number)).body()).contains("data-claim");
        omar.postForm(path(number) + "/claim");
        assertThat(adeel.getPage(path(number)).body()).doesNotContain("data-claim", "Take it over");
        assertThat(sana.getPage(path(number)).body())
                .doesNotContain("data-claim")
                .contains("Take it over from Omar");
        // Another ticket of the same person.
        Reference other = office.openTicket(ticket(number).conversation(), "something_else", "And this.", "en");
        assertThat(adeel.getPage(path(other)).body()).doesNotContain("data-claim");
        assertThat(omar.getPage(path(other)).body()).contains("data-claim");
    }

    @Test
    void tabsListWhatTheySay() {
        Reference asleep = claimed(sana, "complaint");
        sana.postForm(path(asleep) + "/sort", "snooze", "FOUR_HOURS");
        Reference late = claimed(sana, "complaint");
        Instant past = server.getBean(Clock.class).instant().minusSeconds(60);
        server.sql().execute("update ticket set due_at = ?, breaches = 1 where number = ?", past, late.symbols());
        Reference done = claimed(sana, "line_blocked");
        sana.postForm(path(done) + "/resolve");
        Map<String, Reference> tabs = Map.of("snoozed", asleep, "late", late, "over", done);
        tabs.forEach((tab, listed) -> {
            String page = sana.getPage("/desk/tickets?show=" + tab).body();
            assertThat(tabs.values())
                    .filteredOn(one -> page.contains(one.toGroupedText()))
                    .containsExactly(listed);
        });
    }

    @Test
    void theOrderFormShowsTheCurrentValuesAndATicketIsGivenToOthersOnly() {
        Reference number = claimed(sana, "complaint");
        sana.postForm(path(number) + "/sort", "on", "WAITING_PTA");
        office.inviteMember("Not yet in", StaffRole.AGENT);
        String page = sana.getPage(path(number)).body();
        assertThat(page).contains("<option value=\"WAITING_PTA\" selected>");
        assertThat(page).doesNotContain("<bdi>Sana</bdi></button>", "Not yet in");
    }

    @Test
    void mergedTicketsShowTheWordsOfBothAndCanBeSeparated() {
        long person = office.createPerson("en");
        Reference into = office.openTicket(person, "something_else", "How is it?", "en");
        Reference blocked = office.openTicket(person, "line_blocked", "My line is blocked.", "en");
        assertThat(sana.getPage(path(blocked)).body()).contains("hx-confirm");
        sana.postForm(path(blocked) + "/claim");
        sana.postForm(path(blocked) + "/sort", "into", into.toGroupedText());
        assertThat(sana.getPage(path(into)).body())
                .contains("How is it?", "My line is blocked.", blocked.toGroupedText());
        assertThat(sana.getPage(path(blocked)).body())
                .contains("href=\"/desk/tickets/" + into.toGroupedText() + "\"", "Separate again")
                .doesNotContain("the bot answers until an agent takes it");
        sana.postForm(path(blocked) + "/split").requireStatus(303);
        assertThat(ticket(into).assignee()).isNull();
        sana.postForm(path(blocked) + "/split").requireStatus(409);
        assertThat(sana.getPage(path(into)).body()).doesNotContain("My line is blocked.");
    }

    @Test
    void aMissingPageIsShownInTheConsole() {
        for (String nowhere : List.of(
                "/desk/nowhere", "/desk/no/where", "/desk/tickets/T222-2222-22", "/desk/applications/2222-2222-22")) {
            ConsoleHttpClient.ConsoleResponse answer = sana.getPage(nowhere);
            answer.requireStatus(404);
            assertThat(answer.body()).contains("class=\"brand\" href=\"/desk\"").doesNotContain("To the chat");
        }
        assertThat(ConsoleHttpClient.anonymous(office.address())
                        .getPage("/desk/nowhere")
                        .leadsToSignIn())
                .isTrue();
    }

    @Test
    void anAttemptAtTheTicketOfAColleagueIsInTheAuditLogAndASlipIsNot() {
        Reference number = claimed(omar, "complaint");
        for (int attempt = 1; attempt <= 2; attempt++) {
            adeel.postForm(path(number) + "/answer", "text", "Mine").requireStatus(409);
        }
        adeel.postForm(path(number) + "/note", "text", "").requireStatus(409);
        assertThat(server.getBean(AuditLog.class).findLatest(List.of(), "Adeel", 0, 100))
                .filteredOn(entry -> entry.what().equals("access.refused"))
                .extracting(AuditEntry::about, AuditEntry::detail)
                .containsExactly(tuple("POST " + path(number) + "/answer", "ticket of a colleague"));
    }

    @Test
    void manyAtOnceSayWhatWasDoneAndStayWhereTheyAre() {
        Reference free = claimed(sana, "complaint");
        Reference over = claimed(sana, "complaint");
        sana.postForm(path(over) + "/resolve");
        ConsoleHttpClient.ConsoleResponse answer = resolveMany(free, over);
        answer.requireStatus(409);
        assertThat(answer.body()).contains("One was done, one was not", over.toGroupedText());
        resolveMany(claimed(sana, "complaint")).requireStatus(204);
    }

    private static ConsoleHttpClient.ConsoleResponse resolveMany(Reference... numbers) {
        String form = Stream.of(numbers)
                .map(number -> "&number=" + number.toGroupedText())
                .collect(Collectors.joining("", "show=late", ""));
        return sana.sendRequest("POST", "/desk/tickets/resolution", form, "HX-Request", "true");
    }

    @Test
    void resolvingManyAsksFirstNamesTheUnansweredAndCanBeUndone() {
        Reference urgent = office.openTicket(office.createPerson("en"), "line_blocked", "My line is blocked.", "en");
        Reference answered = claimed(sana, "complaint");
        sana.postForm(path(answered) + "/answer", "text", "We look at it.").requireStatus(303);
        String chosen = "&number=" + urgent.toGroupedText() + "&number=" + answered.toGroupedText();
        ConsoleHttpClient.ConsoleResponse asked =
                sana.sendRequest("POST", "/desk/tickets/many", "what=resolve&show=late" + chosen, "HX-Request", "true");
        asked.requireStatus(204);
        assertThat(ticket(urgent).isActive()).as("asked first").isTrue();
        String page =
                sana.getPage("/desk/tickets/resolution?show=late" + chosen).body();
        assertThat(page)
                .contains("Resolve 2 tickets?", "1 of these people waits for an answer", "1 has a blocked line (P1)")
                .contains("href=\"/desk/tickets?show=late\"")
                .containsOnlyOnce("not answered, wrote");

        resolveMany(urgent, answered).requireStatus(204);
        assertThat(ticket(urgent).isActive()).isFalse();
        assertThat(ticket(answered).isActive()).isFalse();
        assertThat(sana.getPage("/desk/tickets/resolution?show=late" + chosen).body())
                .contains("2 tickets are resolved", "Undo: open all 2 again");
        sana.sendRequest("POST", "/desk/tickets/resolution/undo", "show=late" + chosen, "HX-Request", "true")
                .requireStatus(204);
        assertThat(ticket(urgent).isActive()).isTrue();
        assertThat(ticket(answered).isActive()).isTrue();
    }

    @Test
    void aLateApplicationIsMarkedAsSuch() {
        Reference late = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.7");
        Reference inTime = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.8");
        Instant now = server.getBean(Clock.class).instant();
        server.sql()
                .execute("update application set due_at = ? where reference = ?", now.minusSeconds(60), late.symbols());
        assertThat(sana.getPage("/desk/applications?show=late").body())
                .contains(late.toGroupedText())
                .doesNotContain(inTime.toGroupedText());
    }

    private static String tableOf(String... lines) {
        return "Site,Internet company,Subscriber ID,IP addresses\n" + String.join("\n", lines) + "\n";
    }

    private static int enterTable(ConsoleHttpClient by, Reference number, String table) {
        return by.uploadFile(path(number) + "/table", table.getBytes(StandardCharsets.UTF_8), "lines.csv");
    }

    @Test
    void aTableOfLinesIsPutIntoTheFormOfTheCustomerWhoConfirmsIt() {
        ApiClient customer = ApiPersons.createPerson(server);
        long person = ApiPersons.personOf(server, customer);
        ApiOrganisations.registerLines(server, customer, "Lahore");
        Reference number = office.openTicket(person, "vpn_registration", "Here is our table.", "en");
        sana.postForm(path(number) + "/claim").requireStatus(303);
        assertThat(enterTable(sana, number, tableOf("Multan,Nayatel,NT-2,39.71.60.2", "Quetta,PTCL,081-5,39.71.60.3")))
                .isEqualTo(303);
        assertThat(customer.read(ApiForms.DRAFTS).text("/drafts/0/form")).isEqualTo("register-company");
        String draft = ApiForms.DRAFTS + "/" + customer.read(ApiForms.DRAFTS).text("/drafts/0/id");
        assertThat(customer.read(draft).body().toString()).contains("Multan", "39.71.60.3");
        assertThat(sana.getPage(path(number)).body()).contains("Multan");
        assertThat(server.getBean(AuditLog.class).findLatest(List.of(), "Sana", 0, 100))
                .extracting(AuditEntry::what)
                .contains("ticket.table_entered");
    }

    @Test
    void aTableWithErrorsAndOneThatComesTooEarlyAreNotEntered() {
        ApiClient customer = ApiPersons.createPerson(server);
        long person = ApiPersons.personOf(server, customer);
        Reference number = office.openTicket(person, "vpn_registration", "Here is our table.", "en");
        sana.postForm(path(number) + "/claim").requireStatus(303);
        assertThat(enterTable(sana, number, tableOf("Multan,Nayatel,NT-2,39.71.62.2")))
                .as("the customer has to agree to the storage of their data first")
                .isEqualTo(409);

        ApiClient member = ApiPersons.createPerson(server);
        long known = ApiPersons.personOf(server, member);
        ApiOrganisations.registerLines(server, member, "Lahore");
        Reference second = office.openTicket(known, "vpn_registration", "Here is our table.", "en");
        sana.postForm(path(second) + "/claim").requireStatus(303);
        assertThat(enterTable(sana, second, tableOf("Multan,Nayatel,NT-2,10.0.0.1")))
                .isEqualTo(409);
        assertThat(member.read(ApiForms.DRAFTS).text("/drafts/0/at")).startsWith("connections");
        assertThat(enterTable(sana, second, tableOf("Multan,Nayatel,NT-2,39.71.62.3")))
                .isEqualTo(303);
        assertThat(member.read(ApiForms.DRAFTS).at("/drafts/0/complete").asBoolean())
                .isTrue();
    }

    @Test
    void aFileThatIsNoTableAndATicketOfAnotherAreRefused() {
        Reference number = claimed(sana, "complaint");
        assertThat(sana.uploadFile(path(number) + "/table", SampleFiles.cardFor("id_front"), "card.jpg"))
                .isEqualTo(409);
        assertThat(enterTable(omar, number, tableOf("Multan,Nayatel,NT-2,39.71.61.2")))
                .isEqualTo(409);
    }
}
