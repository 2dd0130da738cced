package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.FreePort;
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
import pk.rahnuma.ticket.record.TicketRepository;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Staff in a group on Telegram, over the stub.
class StaffGroupTest {

    private static final long GROUP = -1001234567890L;
    private static final long SANA = 8001;
    private static final long OMAR = 8002;
    private static final long STRANGER = 8003;

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    private static TestServer.Builder withGroup(ServerVariant variant) {
        return variant.builder()
                .withProperty("rahnuma.turn.sweep", "50ms")
                .withProperty("rahnuma.telegram.limits.group", 0)
                .withProperty("rahnuma.telegram.staff.group", Long.toString(GROUP));
    }

    private static Instant now(TestServer server) {
        return server.getBean(Clock.class).instant();
    }

    /// Member whose account is linked.
    private static TicketAgent linked(TestServer server, FakeBotApi api, String name, StaffRole role, long user) {
        AuthenticatedStaff who =
                new ConsoleTestServer(server).signInMember(name, role).who();
        String code = server.getBean(OwnAccountService.class)
                .createTelegramCode(who, "three goats on a roof", new ClientInfo("127.0.0.1", "test"), now(server));
        FakeTelegramUser phone = api.person(user, "en");
        phone.says("/link " + code);
        phone.awaits("Linked. In the staff’s group you are " + name);
        return new TicketAgent(who.member().id(), name);
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

    private static TicketDetailService.TicketDetails seen(TestServer server, Reference number) {
        return server.getBean(TicketDetailService.class)
                .openCase(number, new TicketAgent(99, "Looker"), TranscriptVisibility.MASKED, now(server));
    }

    private static long heard(FakeTelegramUser person, String text) {
        return person.heard().stream().filter(one -> one.text().contains(text)).count();
    }

    private static int count(TestServer server, String table) {
        return server.sql().queryOne(Integer.class, "select count(*) from " + table);
    }

    private static void awaitSent(TestServer server, Reference number, String words) throws Exception {
        AwaitSupport.awaitLong()
                .until(() -> seen(server, number).transcript().stream()
                        .anyMatch(line -> line.text().contains(words) && line.state() == Message.State.SENT));
    }

    private static boolean isTold(TestServer server) {
        return server.sql().queryOne(Integer.class, """
                                select count(*) from staff_topic s join ticket t on t.id = s.ticket_id
                                where s.told_changes = t.changes
                                """).equals(1);
    }

    private static void awaitsTwice(TestServer server, FakeForumGroup group, int thread, String word) throws Exception {
        AwaitSupport.awaitLong()
                .until(() -> group.texts(thread).stream()
                                .filter(text -> text.contains(word))
                                .count()
                        >= 2);
        AwaitSupport.awaitLong().until(() -> isTold(server));
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void aTicketHasATopicAndAnAnswerThereReachesThePersonOnce(ServerVariant variant) throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(variant), api)) {
            FakeForumGroup group = api.forum(GROUP);
            TicketAgent sana = linked(server, api, "Sana", StaffRole.AGENT, SANA);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            assertThat(group.topics().getFirst().name())
                    .contains("Something else")
                    .doesNotContain("Amna");
            group.awaits(thread, "Whose name goes here?");
            group.awaits(thread, "not assigned");

            FakeBotApi.Written answer = group.says(SANA, thread, "Yours, as on your card.");
            amna.awaits("Yours, as on your card.");
            api.redeliver(answer);
            FakeBotApi.Written second = group.says(SANA, thread, "The card of the applicant, that is.");
            amna.awaits("The card of the applicant");
            assertThat(heard(amna, "Yours, as on your card.")).isEqualTo(1);
            api.awaitConfirmed(second.update());
            group.awaits(thread, "with Sana");
            assertThat(seen(server, number).ticket().assignee()).isEqualTo(sana);
            assertThat(seen(server, number).answers())
                    .extracting(Ticket.Answer::who)
                    .containsExactly("Sana", "Sana");

            FakeBotApi.Written words = amna.says("Mine is abroad.");
            group.awaits(thread, "Person: Mine is abroad.");
            amna.edits(words, "Mine is in Dubai.");
            group.awaits(thread, "changed what they said to: Mine is in Dubai.");
            amna.sendsPhoto(SampleFiles.jpeg(), null);
            group.awaits(thread, "sent a file");
            // Messages from the topic are not repeated there.
            assertThat(group.texts(thread)).noneMatch(text -> text.contains("as on your card"));

            server.getBean(TicketReplyService.class)
                    .sendAnswer(number, sana, "From the console.", null, Ticket.State.WAITING_USER, now(server));
            group.awaits(thread, "Sana: From the console.");
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void unlinkedDisabledAndUnauthorisedMembersAreIgnored(ServerVariant variant) throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(variant), api)) {
            FakeForumGroup group = api.forum(GROUP);
            TicketAgent sana = linked(server, api, "Sana", StaffRole.AGENT, SANA);
            linked(server, api, "Omar", StaffRole.AUDITOR, OMAR);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            group.awaits(thread, "Whose name goes here?");
            int before = amna.heard().size();

            group.says(STRANGER, thread, "Nobody reads this 1");
            group.awaits(thread, "does not hear you");
            group.says(STRANGER, thread, "Nobody reads this 2");
            group.says(OMAR, thread, "Nobody reads this 3");
            AwaitSupport.awaitLong()
                    .until(() -> group.texts(thread).stream()
                                    .filter(text -> text.contains("does not hear you"))
                                    .count()
                            == 2);
            server.getBean(StaffAccountService.class)
                    .disableMember(new AccountActor.CommandLine(), sana.id(), now(server));
            group.sends(SANA, thread, "sticker", "{\"file_id\":\"s\",\"type\":\"regular\"}");
            group.says(SANA, thread, "/close");
            FakeBotApi.Written last = group.says(SANA, thread, "Nobody reads this 4");
            api.awaitConfirmed(last.update());
            AwaitSupport.awaitLong()
                    .until(() -> group.texts(thread).stream()
                                    .filter(text -> text.contains("does not hear you"))
                                    .count()
                            == 3);
            assertThat(amna.heard()).hasSize(before);
            assertThat(seen(server, number).ticket().state()).isEqualTo(Ticket.State.NEW);
            assertThat(seen(server, number).transcript())
                    .noneMatch(line -> line.text().contains("Nobody reads"));
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void aChangedAnswerIsChangedAndADeletedOneIsDeletedAtThePersons(ServerVariant variant) throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(variant), api)) {
            FakeForumGroup group = api.forum(GROUP);
            linked(server, api, "Sana", StaffRole.AGENT, SANA);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            FakeBotApi.Written answer = group.says(SANA, thread, "Yuors.");
            amna.awaits("Yuors.");
            awaitSent(server, number, "Yuors.");
            FakeBotApi.Written edit = group.edits(SANA, thread, answer, "Yours.");
            AwaitSupport.awaitLong()
                    .until(() ->
                            amna.screen().stream().anyMatch(one -> one.text().contains("Yours.")));
            api.redeliver(edit);
            assertThat(amna.screen()).noneMatch(one -> one.text().contains("Yuors."));
            assertThat(seen(server, number).answers().getFirst().text()).isEqualTo("Yours.");
            awaitSent(server, number, "Yours.");
            group.says(SANA, thread, "/delete", answer.message());
            AwaitSupport.awaitLong()
                    .until(() ->
                            amna.screen().stream().noneMatch(one -> one.text().contains("Yours.")));
            AwaitSupport.awaitLong()
                    .until(() -> seen(server, number).transcript().stream()
                            .noneMatch(line -> line.text().contains("Yours.")
                                    || line.text().contains("Yuors.")));
            assertThat(seen(server, number).answers().getFirst().text()).isEmpty();
            group.says(SANA, thread, "/delete", answer.message());
            group.awaits(thread, "there is no such answer");
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void aDeletedTopicIsCreatedAgainWithTheMissingUpdates(ServerVariant variant) {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(variant), api)) {
            FakeForumGroup group = api.forum(GROUP);
            linked(server, api, "Sana", StaffRole.AGENT, SANA);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            group.says(SANA, thread, "Yours.");
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
            group.says(SANA, again, "Not needed.");
            amna.awaits("Not needed.");
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void refusesToAnswerATicketOfAColleagueInTheTopic() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(ServerVariant.H2), api)) {
            FakeForumGroup group = api.forum(GROUP);
            linked(server, api, "Sana", StaffRole.AGENT, SANA);
            TicketAgent omar = linked(server, api, "Omar", StaffRole.AGENT, OMAR);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            server.getBean(TicketAssignmentService.class).claimTicket(number, omar, now(server));
            group.awaits(thread, "with Omar");
            amna.awaits("is looking at your ticket");
            int before = amna.heard().size();
            FakeBotApi.Written tried = group.says(SANA, thread, "Yours.");
            FakeForumGroup.Said refusal = group.awaits(thread, "Not done: " + number.toGroupedText() + " is Omar’s");
            assertThat(refusal.answers()).isEqualTo(tried.message());
            api.redeliver(tried);
            FakeBotApi.Written nonsense = group.says(SANA, thread, "/frobnicate");
            group.awaits(thread, "there is no /frobnicate here");
            api.awaitConfirmed(nonsense.update());
            assertThat(group.texts(thread).stream().filter(text -> text.contains("is Omar’s")))
                    .hasSize(1);
            assertThat(amna.heard()).hasSize(before);
            assertThat(seen(server, number).answers()).isEmpty();

            int lunch = group.opens("Lunch");
            group.says(STRANGER, lunch, "Pizza?");
            group.says(SANA, lunch, "Rice?");
            group.awaits(lunch, "This topic is no ticket’s");
            FakeBotApi.Written last = group.says(OMAR, lunch, "Both.");
            api.awaitConfirmed(last.update());
            assertThat(group.texts(lunch)).hasSize(1);
            assertThat(amna.heard()).hasSize(before);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void commandsNoteHandBackAndCloseAndTheTopicClosesAndOpensWithItsTicket() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(ServerVariant.H2), api)) {
            FakeForumGroup group = api.forum(GROUP);
            TicketAgent sana = linked(server, api, "Sana", StaffRole.AGENT, SANA);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            group.says(SANA, thread, "/take");
            group.awaits(thread, "with Sana");
            amna.awaits("is looking at your ticket");
            group.says(SANA, thread, "/note@RahnumaTestBot She has asked before");
            AwaitSupport.awaitLong().until(() -> !seen(server, number).notes().isEmpty());
            assertThat(seen(server, number).notes().getFirst().text()).isEqualTo("She has asked before");
            amna.says("Is 42101-1234567-1 my number? Or ۴۲۱۰۱ ۱۲۳۴۵۶۷ ۱?");
            group.awaits(
                    thread, "Is [identity number: see the console] my number? Or [identity number: see the console]?");
            group.says(SANA, thread, "/handback");
            amna.awaits("handed this chat back");
            // Her messages to the bot are not for the group.
            amna.says("My card is 42101-1234567-1");
            amna.awaits(one -> true);
            group.says(SANA, thread, "/close");
            group.awaitsTopic(FakeForumGroup.Topic::closed, "closed");
            group.awaits(thread, "Resolved");
            assertThat(group.said()).noneMatch(one -> one.text().contains("42101"));
            server.getBean(TicketResolutionService.class)
                    .reopenTicket(number, ActingAgent.forOwnTickets(sana), now(server));
            group.awaitsTopic(topic -> !topic.closed(), "open again");
            assertThat(group.topics()).hasSize(1);
            assertThat(heard(amna, "asked before")).isZero();
            TicketRepository rows = server.getBean(TicketRepository.class);
            server.sql()
                    .inTransaction(() -> rows.deleteTicket(
                            rows.lockTicket(seen(server, number).ticket().id()).id()));
            AwaitSupport.awaitLong().until(() -> group.topics().isEmpty());
            AwaitSupport.awaitLong().until(() -> count(server, "staff_topic") == 0);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void aPhotoIsSentToThePersonAndAFailureIsReported() throws Exception {
        byte[] photo = SampleFiles.pngOf(9_000);
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(ServerVariant.H2), api)) {
            FakeForumGroup group = api.forum(GROUP);
            linked(server, api, "Sana", StaffRole.AGENT, SANA);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            FakeBotApi.Written sent = group.sendsPhoto(SANA, thread, photo, "As in this picture.");
            FakeBotApi.Said picture = amna.awaits("As in this picture.");
            assertThat(amna.saves(picture)).isNotEmpty();
            awaitSent(server, number, "As in this picture.");
            // A caption cannot be edited: the first edit is a message of its own, the next edits that one.
            group.editsCaption(SANA, thread, sent, "As in that picture.");
            FakeBotApi.Said change = amna.awaits("As in that picture.");
            awaitSent(server, number, "As in that picture.");
            group.editsCaption(SANA, thread, sent, "As in the picture above.");
            assertThat(amna.awaits("As in the picture above.").id()).isEqualTo(change.id());
            awaitSent(server, number, "As in the picture above.");
            group.says(SANA, thread, "/delete", sent.message());
            AwaitSupport.awaitLong()
                    .until(() ->
                            amna.screen().stream().noneMatch(one -> one.text().contains("picture")));
            group.sends(SANA, thread, "sticker", "{\"file_id\":\"s\",\"type\":\"regular\"}");
            group.awaits(thread, "this cannot be sent");
            amna.blocks();
            group.says(SANA, thread, "Are you there?");
            group.awaits(thread, "has blocked the bot");
            assertThat(seen(server, number).transcript().getLast().from())
                    .isEqualTo(TicketTranscriptService.Speaker.STAFF);
        }
    }

    @Test
    void anUnacknowledgedMessageIsRepeatedAndARestartLosesNothing() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(ServerVariant.H2), api)) {
            FakeForumGroup group = api.forum(GROUP);
            linked(server, api, "Sana", StaffRole.AGENT, SANA);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            group.says(SANA, thread, "/take");
            group.awaits(thread, "with Sana");
            // Twice: a failed call is repeated once at once.
            api.injectFault("sendMessage", 2, FakeBotApi.Fault.cutAfter());
            amna.says("Word one");
            awaitsTwice(server, group, thread, "Word one");
            server.stop();
            amna.says("Word two");
            server.start();
            group.awaits(thread, "Word two");
            AwaitSupport.awaitLong().until(() -> isTold(server));
            // State after the process ends between the send and its record.
            server.sql().execute("update staff_topic set told_changes = 0, told_line = told_line - 1");
            awaitsTwice(server, group, thread, "Word two");
            assertThat(group.topics()).hasSize(1);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void byTheWebhookItIsTheSame() throws Exception {
        int port = FreePort.find();
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(
                        withGroup(ServerVariant.H2)
                                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(port))
                                .withVariable("TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:" + port)
                                .withVariable("TELEGRAM_WEBHOOK_SECRET", "a-secret-of-the-tests"),
                        api)) {
            FakeForumGroup group = api.forum(GROUP);
            linked(server, api, "Sana", StaffRole.AGENT, SANA);
            FakeTelegramUser amna = api.person(7001, "en");
            Reference number = asks(amna, "Whose name goes here?");
            int thread = thread(group, number);
            FakeBotApi.Written answer = group.says(SANA, thread, "Yours, as on your card.");
            amna.awaits("Yours, as on your card.");
            api.redeliver(answer);
            FakeBotApi.Written second = group.says(SANA, thread, "And nobody else’s.");
            amna.awaits("And nobody else’s.");
            api.awaitConfirmed(second.update());
            assertThat(heard(amna, "Yours, as on your card.")).isEqualTo(1);
            assertThat(group.awaits(thread, "Whose name").text())
                    .contains("http://127.0.0.1:" + port + "/desk/tickets/" + number.toGroupedText());
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void groupMessagesAreNoConversationAndAVisibleCodeIsVoid() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(withGroup(ServerVariant.H2), api)) {
            FakeForumGroup group = api.forum(GROUP);
            AuthenticatedStaff who = new ConsoleTestServer(server)
                    .signInMember("Sana", StaffRole.AGENT)
                    .who();
            String code = server.getBean(OwnAccountService.class)
                    .createTelegramCode(who, "three goats on a roof", new ClientInfo("127.0.0.1", "test"), now(server));
            FakeBotApi.Written elsewhere = api.forum(-1009999999999L).says(SANA, 5, "/start");
            api.awaitConfirmed(elsewhere.update());
            group.saysInGeneral(SANA, "/start");
            group.saysInGeneral(SANA, "/link " + code);
            group.awaits(0, "Others can read this code");
            FakeTelegramUser phone = api.person(SANA, "en");
            phone.says("/link " + code);
            phone.awaits("This code was used already");
            assertThat(count(server, "chat")).isZero();
            assertThat(api.complaints()).isEmpty();
        }
    }
}
