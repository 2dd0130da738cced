package pk.rahnuma.ticket.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketWorkFixture;

@OnEachDatabase(always = true)
class ForumTopicRepositoryTest {

    private static final AtomicLong CHATS = new AtomicLong(-1_001_234_567_890L);
    private static final TicketAgent SANA = new TicketAgent(11, "Sana");

    private final long chat = CHATS.decrementAndGet();
    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final ForumTopicRepository topics;
    private final TopicRemarkRepository remarks;

    ForumTopicRepositoryTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.topics = database.getBean(ForumTopicRepository.class);
        this.remarks = database.getBean(TopicRemarkRepository.class);
    }

    private Ticket open(String topic) {
        return works.intakeFixture.findTicket(
                works.intakeFixture.openTicket(fixture.createPerson("en"), topic, MONDAY));
    }

    private ForumTopic told(Ticket ticket, Integer thread) {
        ForumTopic topic = ForumTopic.unpublished(ticket.id(), chat)
                .withThread(thread)
                .withChanges(topics.findChangeCount(ticket.id()).orElseThrow());
        topics.saveTopic(topic);
        return topic;
    }

    private List<Long> behind() {
        return topics.findOutdated(chat, 1_000, MONDAY);
    }

    @Test
    void urgentTicketsComeFirstAndUpToDateOnesNotAtAll() {
        Ticket other = open("other");
        Ticket blocked = open(Ticket.LINE_BLOCKED_TOPIC);
        assertThat(behind()).containsSubsequence(blocked.id(), other.id());
        told(blocked, 5);
        assertThat(behind()).doesNotContain(blocked.id()).contains(other.id());
        works.sorting.addNote(blocked.number(), SANA, "a note", MONDAY);
        assertThat(behind()).contains(blocked.id());
    }

    @Test
    void tellsOfAnAnswerAgainOnceItGoesOut() {
        Ticket ticket = open("other");
        works.claims.claimTicket(ticket.number(), SANA, MONDAY);
        works.answers.sendDelayedAnswer(ticket.number(), SANA, "Yours.", null, Ticket.State.OPEN, MONDAY);
        told(ticket, 5);
        assertThat(topics.findOutdated(chat, 1_000, MONDAY.plusSeconds(10))).doesNotContain(ticket.id());
        assertThat(topics.findOutdated(chat, 1_000, MONDAY.plusSeconds(11))).contains(ticket.id());
    }

    @Test
    void aClosedTicketIsReportedOnceAndOneWithoutATopicGetsNone() {
        Ticket known = open("other");
        Ticket unknown = open("other");
        told(known, 6);
        works.closing.resolveTicket(known.number(), SANA, MONDAY);
        works.closing.resolveTicket(unknown.number(), SANA, MONDAY);
        assertThat(behind()).contains(known.id()).doesNotContain(unknown.id());
        topics.saveTopic(told(known, 6).withClosed(true));
        assertThat(behind()).doesNotContain(known.id());
        remarks.insertRemark(known.id(), 7, "Not done");
        assertThat(behind()).contains(known.id());
    }

    @Test
    void aTopicThatIsGoneOrOfAnotherGroupIsNone() {
        Ticket ticket = open("other");
        ForumTopic topic = told(ticket, 8);
        assertThat(topics.findTicketId(chat, 8)).contains(ticket.id());
        topics.saveTopic(topic.withThread(null));
        assertThat(behind()).contains(ticket.id());
        assertThat(topics.findTicketId(chat, 8)).isEmpty();
        told(ticket, 8);
        long other = CHATS.decrementAndGet();
        assertThat(topics.findByTicketAndChat(ticket.id(), other)).isEmpty();
        assertThat(topics.findOutdated(other, 1_000, MONDAY)).contains(ticket.id());
        topics.saveTopic(ForumTopic.unpublished(ticket.id(), other).withThread(3));
        assertThat(topics.findTicketId(chat, 8)).isEmpty();
        assertThat(topics.findTicketId(other, 3)).contains(ticket.id());
    }

    @Test
    void ofATicketThatIsDeletedItsTopicAloneIsLeftToBeDeleted() {
        Ticket ticket = open("other");
        ForumTopic topic = told(ticket, 9);
        topics.saveGroupMessage(chat, 77, ticket.id(), 1);
        remarks.insertRemark(ticket.id(), null, "Not done");
        remarks.insertWatch(ticket.id(), ticket.conversation(), 1, 77);
        works.intakeFixture.erasures.deleteTicket(ticket.id());
        assertThat(topics.findOrphaned(chat, 10)).containsExactly(topic);
        assertThat(topics.findTicketId(chat, 9)).isEmpty();
        assertThat(topics.findGroupMessage(chat, 77)).isEmpty();
        assertThat(remarks.findByTicket(ticket.id(), 10)).isEmpty();
        assertThat(behind()).doesNotContain(ticket.id());
        // Created just when its ticket was deleted.
        Ticket late = open("other");
        works.intakeFixture.erasures.deleteTicket(late.id());
        topics.saveTopic(ForumTopic.unpublished(late.id(), chat).withThread(10));
        assertThat(topics.findOrphaned(chat, 10)).extracting(ForumTopic::thread).containsExactlyInAnyOrder(9, 10);
        topics.deleteByTicket(late.id());
        assertThat(topics.findOrphaned(chat, 10)).containsExactly(topic);
    }

    @Test
    void findsMessagesOfTheGroupByTheirNumbers() {
        Ticket ticket = open("other");
        topics.saveGroupMessage(chat, 77, ticket.id(), 3);
        assertThat(topics.findGroupMessage(chat, 77))
                .contains(new ForumTopicRepository.GroupMessage(ticket.id(), 3, null));
        topics.saveChangedLine(chat, 77, 5);
        assertThat(topics.findGroupMessage(chat, 77))
                .contains(new ForumTopicRepository.GroupMessage(ticket.id(), 3, 5));
        topics.saveGroupMessage(chat, 78, ticket.id(), 4);
        assertThat(topics.findGroupLines(ticket.id())).containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void deletesOnlyRemarksThatWereSaid() {
        Ticket ticket = open("other");
        remarks.insertRemark(ticket.id(), 7, "Not done");
        remarks.insertRemark(ticket.id(), null, "Not done either");
        remarks.deleteRemarks(remarks.findByTicket(ticket.id(), 1));
        assertThat(remarks.findByTicket(ticket.id(), 10))
                .extracting(TopicUpdate.TopicRemark::text)
                .containsExactly("Not done either");
    }

    @Test
    void theOutcomeOfAMessageIsReportedOnce() {
        Ticket ticket = open("other");
        told(ticket, 11);
        works.claims.claimTicket(ticket.number(), SANA, MONDAY);
        int line = works.answers
                .sendAnswer(ticket.number(), SANA, "Yours.", null, Ticket.State.OPEN, MONDAY)
                .line();
        remarks.insertWatch(ticket.id(), ticket.conversation(), line, 77);
        assertThat(fates(ticket)).isEmpty();
        works.outbox.recordResults(List.of(new DeliveryResult(
                ticket.conversation(), line, Message.State.REFUSED, 1, null, null, "blocked", MONDAY)));
        TopicRemarkRepository.DeliveryOutcome fate = fates(ticket).getFirst();
        assertThat(fate.hasArrived()).isFalse();
        assertThat(fate.failure()).isEqualTo("blocked");
        remarks.settleWatch(fate.watched(), "It did not arrive");
        remarks.settleWatch(fate.watched(), "It did not arrive");
        assertThat(fates(ticket)).isEmpty();
        assertThat(remarks.findByTicket(ticket.id(), 10))
                .extracting(TopicUpdate.TopicRemark::message, TopicUpdate.TopicRemark::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(77, "It did not arrive"));
    }

    private List<TopicRemarkRepository.DeliveryOutcome> fates(Ticket ticket) {
        return remarks.findSettled(1_000).stream()
                .filter(fate -> fate.watched().key().ticketId() == ticket.id())
                .toList();
    }
}
