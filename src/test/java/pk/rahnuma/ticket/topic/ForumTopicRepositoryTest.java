package pk.rahnuma.ticket.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.ask;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.work.TicketWorkFixture;

@OnEachDatabase
class ForumTopicRepositoryTest {

    private static final AtomicLong CHATS = new AtomicLong(-1_001_234_567_890L);
    private static final TicketAgent SANA = new TicketAgent(11, "Sana");

    private final long chat = CHATS.decrementAndGet();
    private final DomainFixture rooms;
    private final TicketWorkFixture works;
    private final ForumTopicRepository topics;
    private final TopicRemarkRepository remarks;

    ForumTopicRepositoryTest(TestDatabase database) {
        this.rooms = new DomainFixture(database);
        this.works = new TicketWorkFixture(rooms);
        this.topics = new ForumTopicRepository(database.jdbi());
        this.remarks = new TopicRemarkRepository(database.jdbi());
    }

    private Ticket open(String topic) {
        OpenTicketAction.In in = new OpenTicketAction.In(topic, "It does not work", "");
        Reference number = Reference.read(works.intakes
                        .open
                        .run(List.of(ask(rooms.person("en"), "s1", in, MONDAY)))
                        .getFirst()
                        .number())
                .orElseThrow();
        return works.intakes.rows.find(number).orElseThrow();
    }

    private ForumTopic told(Ticket ticket, Integer thread) {
        ForumTopic topic = ForumTopic.fresh(ticket.id(), chat)
                .in(thread)
                .changes(topics.changes(ticket.id()).orElseThrow());
        topics.save(topic);
        return topic;
    }

    private List<Long> behind() {
        return topics.behind(chat, 1_000, MONDAY);
    }

    @Test
    void what_cannot_wait_comes_first_and_what_was_told_not_at_all() {
        Ticket other = open("other");
        Ticket blocked = open(Ticket.LINE_BLOCKED);
        assertThat(behind()).containsSubsequence(blocked.id(), other.id());
        told(blocked, 5);
        assertThat(behind()).doesNotContain(blocked.id()).contains(other.id());
        works.sorting.note(blocked.number(), SANA, "a note", MONDAY);
        assertThat(behind()).contains(blocked.id());
    }

    @Test
    void tellsOfAnAnswerAgainOnceItGoesOut() {
        Ticket ticket = open("other");
        works.claims.claim(ticket.number(), SANA, MONDAY);
        works.answers.answerLater(ticket.number(), SANA, "Yours.", null, Ticket.State.OPEN, MONDAY);
        told(ticket, 5);
        assertThat(topics.behind(chat, 1_000, MONDAY.plusSeconds(10))).doesNotContain(ticket.id());
        assertThat(topics.behind(chat, 1_000, MONDAY.plusSeconds(11))).contains(ticket.id());
    }

    @Test
    void one_that_is_over_is_told_so_once_and_one_that_never_had_a_topic_has_none() {
        Ticket known = open("other");
        Ticket unknown = open("other");
        told(known, 6);
        works.closing.resolve(known.number(), SANA, MONDAY);
        works.closing.resolve(unknown.number(), SANA, MONDAY);
        assertThat(behind()).contains(known.id()).doesNotContain(unknown.id());
        topics.save(told(known, 6).closed(true));
        assertThat(behind()).doesNotContain(known.id());
        remarks.add(known.id(), 7, "Not done");
        assertThat(behind()).contains(known.id());
    }

    @Test
    void a_topic_that_is_gone_or_of_another_group_is_none() {
        Ticket ticket = open("other");
        ForumTopic topic = told(ticket, 8);
        assertThat(topics.ticket(chat, 8)).contains(ticket.id());
        topics.save(topic.in(null));
        assertThat(behind()).contains(ticket.id());
        assertThat(topics.ticket(chat, 8)).isEmpty();
        told(ticket, 8);
        long other = CHATS.decrementAndGet();
        assertThat(topics.of(ticket.id(), other)).isEmpty();
        assertThat(topics.behind(other, 1_000, MONDAY)).contains(ticket.id());
        topics.save(ForumTopic.fresh(ticket.id(), other).in(3));
        assertThat(topics.ticket(chat, 8)).isEmpty();
        assertThat(topics.ticket(other, 3)).contains(ticket.id());
    }

    @Test
    void of_a_ticket_that_is_deleted_its_topic_alone_is_left_to_be_deleted() {
        Ticket ticket = open("other");
        ForumTopic topic = told(ticket, 9);
        topics.spoken(chat, 77, ticket.id(), 1);
        remarks.add(ticket.id(), null, "Not done");
        remarks.watch(ticket.id(), ticket.conversation(), 1, 77);
        works.intakes.rows.delete(ticket.id());
        assertThat(topics.gone(chat, 10)).containsExactly(topic);
        assertThat(topics.ticket(chat, 9)).isEmpty();
        assertThat(topics.spoken(chat, 77)).isEmpty();
        assertThat(remarks.of(ticket.id(), 10)).isEmpty();
        assertThat(behind()).doesNotContain(ticket.id());
        // Made just when its ticket went.
        Ticket late = open("other");
        works.intakes.rows.delete(late.id());
        topics.save(ForumTopic.fresh(late.id(), chat).in(10));
        assertThat(topics.gone(chat, 10)).extracting(ForumTopic::thread).containsExactlyInAnyOrder(9, 10);
        topics.delete(late.id());
        assertThat(topics.gone(chat, 10)).containsExactly(topic);
    }

    @Test
    void the_fate_of_a_line_is_told_once() {
        Ticket ticket = open("other");
        told(ticket, 11);
        works.claims.claim(ticket.number(), SANA, MONDAY);
        int line = works.answers
                .answer(ticket.number(), SANA, "Yours.", null, Ticket.State.OPEN, MONDAY)
                .line();
        remarks.watch(ticket.id(), ticket.conversation(), line, 77);
        assertThat(fates(ticket)).isEmpty();
        rooms.messages.settle(List.of(new DeliveryResult(
                ticket.conversation(), line, Message.State.REFUSED, 1, null, null, "blocked", MONDAY)));
        TopicRemarkRepository.DeliveryOutcome fate = fates(ticket).getFirst();
        assertThat(fate.arrived()).isFalse();
        assertThat(fate.failure()).isEqualTo("blocked");
        remarks.settle(fate, "It did not arrive");
        remarks.settle(fate, "It did not arrive");
        assertThat(fates(ticket)).isEmpty();
        assertThat(remarks.of(ticket.id(), 10))
                .extracting(TopicUpdate.TopicRemark::message, TopicUpdate.TopicRemark::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(77, "It did not arrive"));
    }

    private List<TopicRemarkRepository.DeliveryOutcome> fates(Ticket ticket) {
        return remarks.settled(1_000).stream()
                .filter(fate -> fate.ticket() == ticket.id())
                .toList();
    }
}
