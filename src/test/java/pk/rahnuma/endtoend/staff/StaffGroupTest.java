package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.endtoend.DialogShortcuts;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.ServerVariant;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.OwnAccountService;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeForumGroup;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketErasureRepository;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Staff in a group on Telegram, over the stub.
@ParameterizedClass(name = "on {0}")
@MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
class StaffGroupTest {

    private static final long GROUP = -1001234567890L;
    private static final String QUESTION = "Whose name goes here?";

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    private final TestServer server;
    private final FakeBotApi api;
    private final FakeForumGroup group;
    private final FakeTelegramUser amna;
    private final FakeTelegramUser sanasPhone;
    private final FakeTelegramUser omarsPhone;
    private final long stranger;

    StaffGroupTest(ServerVariant variant) {
        server = withGroup(variant).shareServer();
        api = server.bot();
        group = api.forum(GROUP);
        amna = api.newPerson("en");
        sanasPhone = api.newPerson("en");
        omarsPhone = api.newPerson("en");
        stranger = api.newChat();
    }

    @AfterEach
    void close() {
        server.close();
    }

    static TestServer.Builder withGroup(ServerVariant variant) {
        return variant.builder()
                .withProperty("rahnuma.telegram.limits.group", 0)
                .withProperty("rahnuma.telegram.staff.group", Long.toString(GROUP));
    }

    /// Member whose account is linked.
    private static TicketAgent linked(TestServer server, FakeTelegramUser phone, String name, StaffRole role) {
        AuthenticatedStaff who =
                new ConsoleTestServer(server).signInMember(name, role).who();
        phone.says("/link " + code(server, who));
        phone.awaits("Linked. In the staff’s group you are " + name);
        return new TicketAgent(who.member().id(), name);
    }

    private TicketAgent linkedSana() {
        return linked(server, sanasPhone, "Sana", StaffRole.AGENT);
    }

    private static String code(TestServer server, AuthenticatedStaff who) {
        return server.getBean(OwnAccountService.class)
                .createTelegramCode(who, ConsoleTestServer.PASSWORD, new ClientInfo("127.0.0.1", "test"), server.now());
    }

    static Reference asks(FakeTelegramUser person, String story) {
        TelegramRegistrationTest.greet(person, TEXTS);
        return DialogShortcuts.openTicket(person, TEXTS, story);
    }

    static int thread(FakeForumGroup group, Reference number) {
        int thread = group.awaitsTopic(number.toGroupedText()).thread();
        group.awaits(thread, number.toGroupedText());
        return thread;
    }

    private TicketDetailService.TicketDetails seen(Reference number) {
        return server.getBean(TicketDetailService.class)
                .openCase(number, new TicketAgent(99, "Looker"), TranscriptVisibility.MASKED, server.now());
    }

    private static long heard(FakeTelegramUser person, String text) {
        return person.heard().stream().filter(one -> one.text().contains(text)).count();
    }

    private int count(String table) {
        return server.sql().queryOne(Integer.class, "select count(*) from " + table);
    }

    private void awaitSent(Reference number, String words) throws Exception {
        AwaitSupport.await()
                .until(() -> seen(number).transcript().stream()
                        .anyMatch(line -> line.text().contains(words) && line.state() == Message.State.SENT));
    }

    private boolean isTold() {
        return server.sql().queryOne(Integer.class, """
                                select count(*) from staff_topic s join ticket t on t.id = s.ticket_id
                                where s.told_changes = t.changes
                                """).equals(1);
    }

    private void awaitsTexts(int thread, String part, int count) {
        AwaitSupport.await()
                .until(() -> group.texts(thread).stream()
                                .filter(text -> text.contains(part))
                                .count()
                        >= count);
    }

    private void awaitsTwice(int thread, String word) {
        awaitsTexts(thread, word, 2);
        AwaitSupport.await().until(this::isTold);
    }

    @Test
    void aTicketHasATopicAndAnAnswerThereReachesThePersonOnce() throws Exception {
        TicketAgent sana = linkedSana();
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        assertThat(group.topics().getFirst().name()).contains("Something else").doesNotContain("Amna");
        group.awaits(thread, QUESTION);
        group.awaits(thread, "not assigned");

        FakeBotApi.Written answer = group.says(sanasPhone.id(), thread, "Yours, as on your card.");
        amna.awaits("Yours, as on your card.");
        api.redeliver(answer);
        FakeBotApi.Written second = group.says(sanasPhone.id(), thread, "The card of the applicant, that is.");
        amna.awaits("The card of the applicant");
        assertThat(heard(amna, "Yours, as on your card.")).isEqualTo(1);
        api.awaitConfirmed(second.update());
        group.awaits(thread, "with Sana");
        assertThat(seen(number).ticket().assignee()).isEqualTo(sana);
        assertThat(seen(number).answers()).extracting(Ticket.Answer::who).containsExactly("Sana", "Sana");

        FakeBotApi.Written words = amna.says("Mine is abroad.");
        group.awaits(thread, "Person: Mine is abroad.");
        amna.edits(words, "Mine is in Dubai.");
        group.awaits(thread, "changed what they said to: Mine is in Dubai.");
        amna.sendsPhoto(SampleFiles.jpeg(), null);
        group.awaits(thread, "sent a file");
        // Messages from the topic are not repeated there.
        assertThat(group.texts(thread)).noneMatch(text -> text.contains("as on your card"));

        server.getBean(TicketReplyService.class)
                .sendAnswer(number, sana, "From the console.", null, Ticket.State.WAITING_USER, server.now());
        group.awaits(thread, "Sana: From the console.");
    }

    @Test
    void unlinkedDisabledAndUnauthorisedMembersAreIgnored() throws Exception {
        TicketAgent sana = linkedSana();
        linked(server, omarsPhone, "Omar", StaffRole.AUDITOR);
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        group.awaits(thread, QUESTION);
        int before = amna.heard().size();

        group.says(stranger, thread, "Nobody reads this 1");
        group.awaits(thread, "does not hear you");
        group.says(stranger, thread, "Nobody reads this 2");
        group.says(omarsPhone.id(), thread, "Nobody reads this 3");
        awaitsTexts(thread, "does not hear you", 2);
        server.getBean(StaffAccountService.class)
                .disableMember(new AccountActor.CommandLine(), sana.id(), server.now());
        group.sends(sanasPhone.id(), thread, "sticker", "{\"file_id\":\"s\",\"type\":\"regular\"}");
        group.says(sanasPhone.id(), thread, "/close");
        FakeBotApi.Written last = group.says(sanasPhone.id(), thread, "Nobody reads this 4");
        api.awaitConfirmed(last.update());
        awaitsTexts(thread, "does not hear you", 3);
        assertThat(amna.heard()).hasSize(before);
        assertThat(seen(number).ticket().state()).isEqualTo(Ticket.State.NEW);
        assertThat(seen(number).transcript()).noneMatch(line -> line.text().contains("Nobody reads"));
    }

    @Test
    void aChangedAnswerIsChangedAndADeletedOneIsDeletedAtThePersons() throws Exception {
        linkedSana();
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        FakeBotApi.Written answer = group.says(sanasPhone.id(), thread, "Yuors.");
        amna.awaits("Yuors.");
        awaitSent(number, "Yuors.");
        FakeBotApi.Written edit = group.edits(sanasPhone.id(), thread, answer, "Yours.");
        AwaitSupport.await()
                .until(() -> amna.screen().stream().anyMatch(one -> one.text().contains("Yours.")));
        api.redeliver(edit);
        assertThat(amna.screen()).noneMatch(one -> one.text().contains("Yuors."));
        assertThat(seen(number).answers().getFirst().text()).isEqualTo("Yours.");
        awaitSent(number, "Yours.");
        group.says(sanasPhone.id(), thread, "/delete", answer.message());
        AwaitSupport.await()
                .until(() -> amna.screen().stream().noneMatch(one -> one.text().contains("Yours.")));
        AwaitSupport.await()
                .until(() -> seen(number).transcript().stream()
                        .noneMatch(line ->
                                line.text().contains("Yours.") || line.text().contains("Yuors.")));
        assertThat(seen(number).answers().getFirst().text()).isEmpty();
        group.says(sanasPhone.id(), thread, "/delete", answer.message());
        group.awaits(thread, "there is no such answer");
    }

    @Test
    void aDeletedTopicIsCreatedAgainWithTheMissingUpdates() {
        linkedSana();
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        group.says(sanasPhone.id(), thread, "Yours.");
        amna.awaits("Yours.");
        group.awaits(thread, "with Sana");
        group.deletes(thread);
        amna.says("And my father’s?");
        int again = group.awaitsTopic(topic -> topic.thread() != thread, "made again")
                .thread();
        group.awaits(again, "Person: And my father’s?");
        assertThat(group.texts(again).getFirst())
                .contains(number.toGroupedText())
                .contains("Writes English");
        group.says(sanasPhone.id(), again, "Not needed.");
        amna.awaits("Not needed.");
    }

    @Test
    void refusesToAnswerATicketOfAColleagueInTheTopic() throws Exception {
        linkedSana();
        TicketAgent omar = linked(server, omarsPhone, "Omar", StaffRole.AGENT);
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        server.getBean(TicketAssignmentService.class).claimTicket(number, omar, server.now());
        group.awaits(thread, "with Omar");
        amna.awaits("is looking at your ticket");
        int before = amna.heard().size();
        FakeBotApi.Written tried = group.says(sanasPhone.id(), thread, "Yours.");
        FakeForumGroup.Said refusal = group.awaits(thread, "Not done: " + number.toGroupedText() + " is Omar’s");
        assertThat(refusal.answers()).isEqualTo(tried.message());
        api.redeliver(tried);
        FakeBotApi.Written nonsense = group.says(sanasPhone.id(), thread, "/frobnicate");
        group.awaits(thread, "there is no /frobnicate here");
        api.awaitConfirmed(nonsense.update());
        assertThat(group.texts(thread).stream().filter(text -> text.contains("is Omar’s")))
                .hasSize(1);
        assertThat(amna.heard()).hasSize(before);
        assertThat(seen(number).answers()).isEmpty();

        int lunch = group.opens("Lunch");
        group.says(stranger, lunch, "Pizza?");
        group.says(sanasPhone.id(), lunch, "Rice?");
        group.awaits(lunch, "This topic is no ticket’s");
        FakeBotApi.Written last = group.says(omarsPhone.id(), lunch, "Both.");
        api.awaitConfirmed(last.update());
        assertThat(group.texts(lunch)).hasSize(1);
        assertThat(amna.heard()).hasSize(before);
    }

    @Test
    void commandsNoteHandBackAndCloseAndTheTopicClosesAndOpensWithItsTicket() throws Exception {
        TicketAgent sana = linkedSana();
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        group.says(sanasPhone.id(), thread, "/take");
        group.awaits(thread, "with Sana");
        amna.awaits("is looking at your ticket");
        group.says(sanasPhone.id(), thread, "/note@RahnumaTestBot She has asked before");
        AwaitSupport.await().until(() -> !seen(number).notes().isEmpty());
        assertThat(seen(number).notes().getFirst().text()).isEqualTo("She has asked before");
        amna.says("Is 42101-1234567-1 my number? Or ۴۲۱۰۱ ۱۲۳۴۵۶۷ ۱?");
        group.awaits(thread, "Is [identity number: see the console] my number? Or [identity number: see the console]?");
        group.says(sanasPhone.id(), thread, "/handback");
        amna.awaits("handed this chat back");
        // Her messages to the bot are not for the group.
        amna.says("My card is 42101-1234567-1");
        amna.awaits(one -> true);
        group.says(sanasPhone.id(), thread, "/close");
        group.awaitsTopic(FakeForumGroup.Topic::closed, "closed");
        group.awaits(thread, "Resolved");
        assertThat(group.said()).noneMatch(one -> one.text().contains("42101"));
        server.getBean(TicketResolutionService.class)
                .reopenTicket(number, ActingAgent.forOwnTickets(sana), server.now());
        group.awaitsTopic(topic -> !topic.closed(), "open again");
        assertThat(group.topics()).hasSize(1);
        assertThat(heard(amna, "asked before")).isZero();
        TicketRepository rows = server.getBean(TicketRepository.class);
        server.sql()
                .inTransaction(() -> server.getBean(TicketErasureRepository.class)
                        .deleteTicket(
                                rows.lockTicket(seen(number).ticket().id()).id()));
        AwaitSupport.await().until(() -> group.topics().isEmpty());
        AwaitSupport.await().until(() -> count("staff_topic") == 0);
    }

    @Test
    void aPhotoIsSentToThePersonAndAFailureIsReported() throws Exception {
        byte[] photo = SampleFiles.pngOf(9_000);
        linkedSana();
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        FakeBotApi.Written sent = group.sendsPhoto(sanasPhone.id(), thread, photo, "As in this picture.");
        FakeBotApi.Said picture = amna.awaits("As in this picture.");
        assertThat(amna.saves(picture)).isNotEmpty();
        awaitSent(number, "As in this picture.");
        // A caption cannot be edited: the first edit is a message of its own, the next edits that one.
        group.editsCaption(sanasPhone.id(), thread, sent, "As in that picture.");
        FakeBotApi.Said change = amna.awaits("As in that picture.");
        awaitSent(number, "As in that picture.");
        group.editsCaption(sanasPhone.id(), thread, sent, "As in the picture above.");
        assertThat(amna.awaits("As in the picture above.").id()).isEqualTo(change.id());
        awaitSent(number, "As in the picture above.");
        group.says(sanasPhone.id(), thread, "/delete", sent.message());
        AwaitSupport.await()
                .until(() -> amna.screen().stream().noneMatch(one -> one.text().contains("picture")));
        group.sends(sanasPhone.id(), thread, "sticker", "{\"file_id\":\"s\",\"type\":\"regular\"}");
        group.awaits(thread, "this cannot be sent");
        amna.blocks();
        group.says(sanasPhone.id(), thread, "Are you there?");
        group.awaits(thread, "has blocked the bot");
        assertThat(seen(number).transcript().getLast().from()).isEqualTo(TicketTranscriptService.Speaker.STAFF);
    }

    @Test
    void anUnacknowledgedMessageIsRepeatedAndARestartLosesNothing() throws Exception {
        linkedSana();
        Reference number = asks(amna, QUESTION);
        int thread = thread(group, number);
        group.says(sanasPhone.id(), thread, "/take");
        group.awaits(thread, "with Sana");
        // Twice: a failed call is repeated once at once.
        api.injectFault("sendMessage", 2, FakeBotApi.Fault.cutAfter());
        amna.says("Word one");
        awaitsTwice(thread, "Word one");
        server.stop();
        amna.says("Word two");
        server.start();
        group.awaits(thread, "Word two");
        AwaitSupport.await().until(() -> isTold());
        // State after the process ends between the send and its record.
        server.sql().execute("update staff_topic set told_changes = 0, told_line = told_line - 1");
        awaitsTwice(thread, "Word two");
        assertThat(group.topics()).hasSize(1);
    }

    @Test
    void byTheWebhookItIsTheSameAndTheTopicHasTheAddressOfTheTicket() {
        try (TestServer byWebhook = withGroup(ServerVariant.H2_BY_WEBHOOK).shareServer()) {
            FakeForumGroup there = byWebhook.bot().forum(GROUP);
            FakeTelegramUser bilal = byWebhook.bot().newPerson("en");
            FakeTelegramUser phone = byWebhook.bot().newPerson("en");
            linked(byWebhook, phone, "Sana", StaffRole.AGENT);
            Reference number = asks(bilal, QUESTION);
            int thread = thread(there, number);
            there.says(phone.id(), thread, "Yours, as on your card.");
            bilal.awaits("Yours, as on your card.");
            assertThat(there.awaits(thread, QUESTION).text())
                    .contains(":" + byWebhook.address().getPort() + "/desk/tickets/" + number.toGroupedText());
        }
    }

    @Test
    void groupMessagesAreNoConversationAndAVisibleCodeIsVoid() throws Exception {
        AuthenticatedStaff who = new ConsoleTestServer(server)
                .signInMember("Sana", StaffRole.AGENT)
                .who();
        String code = code(server, who);
        FakeBotApi.Written elsewhere = api.forum(-1009999999999L).says(sanasPhone.id(), 5, "/start");
        api.awaitConfirmed(elsewhere.update());
        group.saysInGeneral(sanasPhone.id(), "/start");
        group.saysInGeneral(sanasPhone.id(), "/link " + code);
        group.awaits(0, "Others can read this code");
        sanasPhone.says("/link " + code);
        sanasPhone.awaits("This code was used already");
        assertThat(count("chat")).isZero();
    }
}
