package pk.rahnuma.ticket.topic;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TranscriptVisibility;
import pk.rahnuma.vault.SubjectErasedException;

/// Collects the news of a ticket that its topic does not have yet: text that the person wrote into it, their messages
/// during the handover, answers that staff gave elsewhere, once they are sent, and the assignee. Messages to the bot,
/// such as answers to forms, are not published in the group.
@Singleton
public final class TopicUpdateCollector {

    /// Messages and answers that are read at once.
    static final int BATCH_SIZE = 100;

    /// Characters per message of the group; the last text may exceed them.
    static final int MAX_UPDATE_LENGTH = 3500;

    private final TransactionOperations<Connection> transactions;
    private final ForumTopicRepository topics;
    private final TopicRemarkRepository remarks;
    private final TicketRepository tickets;
    private final TicketCommentRepository comments;
    private final TicketBodyRepository bodies;
    private final ConversationHoldRepository holds;
    private final TicketTranscriptService transcripts;

    public TopicUpdateCollector(
            TransactionOperations<Connection> transactions,
            ForumTopicRepository topics,
            TopicRemarkRepository remarks,
            TicketRepository tickets,
            TicketCommentRepository comments,
            TicketBodyRepository bodies,
            ConversationHoldRepository holds,
            TicketTranscriptService transcripts) {
        this.transactions = transactions;
        this.topics = topics;
        this.remarks = remarks;
        this.tickets = tickets;
        this.comments = comments;
        this.bodies = bodies;
        this.holds = holds;
        this.transcripts = transcripts;
    }

    /// News of a ticket; empty when the ticket or the person was deleted.
    public Optional<TopicUpdate> collectUpdate(long ticket, long chat, Instant now) {
        try {
            // The count of changes is read first: changes in the meantime are published now or with the next update,
            // and never left out.
            return transactions.executeWrite(status -> topics.findChangeCount(ticket)
                    .flatMap(changes -> tickets.findTickets(List.of(ticket)).stream()
                            .findFirst()
                            .map(found -> collectUpdate(
                                    found,
                                    changes,
                                    topics.findByTicketAndChat(ticket, chat)
                                            .orElseGet(() -> ForumTopic.unpublished(ticket, chat)),
                                    now))));
        } catch (SubjectErasedException gone) {
            return Optional.empty();
        }
    }

    /// An event of the conversation, in order.
    ///
    /// @param item null for an event that is not published, or was
    /// @param line 0 when it is an answer
    /// @param answer 0 when it is a message of the conversation
    private record ConversationEvent(int place, TopicUpdate.Item item, int line, int answer) {}

    private TopicUpdate collectUpdate(Ticket ticket, int changes, ForumTopic topic, Instant now) {
        List<TopicUpdate.Item> items = new ArrayList<>();
        String body = bodies.readBody(ticket).text();
        String added = body.substring(Math.min(topic.body(), body.length())).strip();
        if (!added.isEmpty()) {
            items.add(new TopicUpdate.Item.TicketText(added));
        }
        int remaining = MAX_UPDATE_LENGTH - added.length();
        List<Ticket.Answer> answers = comments.findAnswers(ticket);
        List<ConversationEvent> events = collectEvents(ticket, answers, topic, now);
        int line = topic.line();
        int answer = topic.answer();
        int taken = 0;
        for (; taken < events.size() && remaining > 0; taken++) {
            ConversationEvent conversationEvent = events.get(taken);
            line = Math.max(line, conversationEvent.line());
            answer = Math.max(answer, conversationEvent.answer());
            if (conversationEvent.item() != null) {
                items.add(conversationEvent.item());
                remaining -= conversationEvent.item().approximateLength();
            }
        }
        boolean all = taken == events.size() && events.size() < BATCH_SIZE;
        String phase = TopicUpdate.phaseOf(ticket);
        if (!phase.equals(topic.phase())) {
            items.add(new TopicUpdate.Item.StateChange());
        }
        ForumTopic after = new ForumTopic(
                topic.ticket(),
                topic.chat(),
                topic.thread(),
                topic.closed(),
                all ? changes : topic.changes(),
                line,
                body.length(),
                answer,
                phase);
        boolean held = answers.stream().anyMatch(one -> one.isHeld(now));
        return new TopicUpdate(
                ticket,
                topic.thread() == null,
                items,
                remarks.findByTicket(ticket.id(), BATCH_SIZE),
                held,
                topic,
                after);
    }

    /// Events after the published ones, in order. Messages of the bot, and answers that were given in the topic, are
    /// included without an item, so that the progress moves past them. An answer that can still be withdrawn, and all
    /// after it, are left out until it is sent.
    private List<ConversationEvent> collectEvents(
            Ticket ticket, List<Ticket.Answer> answers, ForumTopic topic, Instant now) {
        List<ConversationEvent> conversationEvents = new ArrayList<>();
        List<Ticket.Answer> fresh = answers.stream()
                .filter(answer -> answer.seq() > topic.answer())
                .takeWhile(answer -> !answer.isHeld(now))
                .toList();
        Set<Integer> known = fresh.isEmpty() ? Set.of() : topics.findGroupLines(ticket.id());
        for (Ticket.Answer answer : fresh) {
            int place = answer.line() == null ? 0 : answer.line();
            boolean told = answer.text().isEmpty() || known.contains(place);
            conversationEvents.add(new ConversationEvent(
                    place,
                    told ? null : new TopicUpdate.Item.StaffAnswer(answer.who(), answer.text()),
                    0,
                    answer.seq()));
        }
        for (TicketTranscriptService.TranscriptLine line : readLines(ticket, answers, topic.line())) {
            boolean person = line.from() == TicketTranscriptService.Speaker.PERSON;
            conversationEvents.add(new ConversationEvent(
                    line.seq(),
                    person ? new TopicUpdate.Item.CustomerMessage(line.kind(), line.text()) : null,
                    line.seq(),
                    0));
        }
        conversationEvents.sort(Comparator.comparingInt(ConversationEvent::place));
        return conversationEvents.size() <= BATCH_SIZE ? conversationEvents : conversationEvents.subList(0, BATCH_SIZE);
    }

    /// Messages of all sides during the handovers of this ticket. The caller leaves out those that are not for the
    /// group.
    private List<TicketTranscriptService.TranscriptLine> readLines(
            Ticket ticket, List<Ticket.Answer> answers, int after) {
        List<TicketTranscriptService.TranscriptLine> lines = new ArrayList<>();
        for (ConversationHoldRepository.LineSpan span : holds.findSpans(ticket.id(), after, BATCH_SIZE)) {
            int from = Math.max(after, span.from());
            int to = span.to() == null ? Integer.MAX_VALUE : span.to();
            transcripts
                    .readAfter(
                            ticket.conversation(),
                            answers,
                            from,
                            Math.min(BATCH_SIZE, to - from),
                            TranscriptVisibility.IN_FULL)
                    .stream()
                    .filter(line -> line.seq() <= to)
                    .forEach(lines::add);
            if (lines.size() >= BATCH_SIZE) {
                return lines.subList(0, BATCH_SIZE);
            }
        }
        return lines;
    }
}
