package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.BatchSplitter;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.shared.Reference;

/// The table of tickets. Takes part in the transaction of the thread. Every change of a ticket is reported to the
/// [TicketChangeFeed].
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TicketRepository implements GenericRepository<TicketRepository.TicketRow, Long> {

    private static final String SELECT = "select " + TicketSelection.ALL_COLUMNS + " from ";

    private final TicketChangeFeed feed;
    private final BatchSplitter batches;

    TicketRepository(TicketChangeFeed feed, BatchSplitter batches) {
        this.feed = feed;
        this.batches = batches;
    }

    /// A row of the table `ticket` that is about to be written.
    ///
    /// @param body sealed; null in a row that is known
    /// @param stuck sealed
    @MappedEntity(value = "ticket", alias = "t")
    record TicketRow(
            @Id long id,
            String number,
            long conversationId,
            String session,
            @Nullable Long applicationId,
            String topic,
            Ticket.State status,
            Ticket.Source source,
            String language,
            @Nullable byte[] body,
            Instant openedAt,
            @Nullable Instant answeredAt,
            int priority,
            int level,
            @Nullable Long assigneeId,
            @Nullable String assignee,
            @Nullable Instant claimedAt,
            boolean fresh,
            @Nullable Instant waitingSince,
            @Nullable Instant firstAnsweredAt,
            @Nullable Instant firstDueAt,
            long workedSeconds,
            @Nullable Instant runsSince,
            @Nullable Instant dueAt,
            @Nullable Instant alarmAt,
            int breaches,
            @Nullable Instant snoozedUntil,
            @Nullable Instant resolvedAt,
            @Nullable Instant closesAt,
            @Nullable Integer rating,
            @Nullable Long mergedInto,
            int round,
            @Nullable Restraint.Kind restraint,
            @Nullable byte[] stuck,
            @Nullable String stuckScript,
            @Nullable String stuckStep,
            int changes,
            Instant changedAt) {

        private static TicketRow fromTicket(Ticket ticket, byte[] body, SealedStuckPosition stuck, Instant now) {
            TicketAgent assignee = ticket.assignee();
            Ticket.SlaClocks clocks = ticket.clocks();
            return new TicketRow(
                    ticket.id(),
                    ticket.number().symbols(),
                    ticket.conversation(),
                    ticket.session(),
                    ticket.application(),
                    ticket.topic(),
                    ticket.state(),
                    ticket.source(),
                    ticket.language(),
                    body,
                    ticket.opened(),
                    ticket.answered(),
                    ticket.priority(),
                    ticket.level(),
                    assignee == null ? null : assignee.id(),
                    assignee == null ? null : assignee.name(),
                    assignee == null ? null : now,
                    ticket.unread(),
                    ticket.waitingSince(),
                    clocks.firstAnswered(),
                    clocks.firstDue(),
                    clocks.worked(),
                    clocks.runsSince(),
                    clocks.due(),
                    clocks.alarm(),
                    clocks.breaches(),
                    ticket.snoozedUntil(),
                    ticket.resolved(),
                    ticket.closes(),
                    ticket.rating(),
                    ticket.mergedInto(),
                    ticket.reopenCount(),
                    ticket.restraint(),
                    stuck == null ? null : stuck.sealed(),
                    stuck == null ? null : stuck.script(),
                    stuck == null ? null : stuck.step(),
                    1,
                    now);
        }
    }

    /// A new ticket with its sealed body.
    ///
    /// @param stuck position of the person in a form; or null
    public record NewTicket(Ticket ticket, byte[] body, SealedStuckPosition stuck) {}

    /// The question at which a person asked for a human.
    ///
    /// @param script the form, by which tickets are counted
    /// @param step the question, by which tickets are counted
    /// @param sealed the whole position
    public record SealedStuckPosition(String script, String step, byte[] sealed) {}

    /// The session that opens a ticket, at most one; its name is unique within its conversation.
    public record TicketOpener(long conversation, String session) {}

    /// A ticket, and the session that opened it. An entity, because Micronaut Data analyses other results at each
    /// query.
    @MappedEntity(value = "ticket", alias = "o")
    record OpenedTicket(@Id long id, long conversationId, String session) {}

    abstract void insertRow(TicketRow row);

    abstract void insertRows(List<TicketRow> rows);

    @Query("""
            update ticket set status = :status, answered_at = :answeredAt, priority = :priority,
                level = :level,
                claimed_at = case when :assigneeId is null then null
                    when assignee_id = :assigneeId then claimed_at else :claimedAt end,
                assignee_id = :assigneeId, assignee = :assignee,
                fresh = :fresh, waiting_since = :waitingSince, first_answered_at = :firstAnsweredAt,
                first_due_at = :firstDueAt, worked_seconds = :workedSeconds, runs_since = :runsSince, due_at = :dueAt,
                alarm_at = :alarmAt, breaches = :breaches, snoozed_until = :snoozedUntil, resolved_at = :resolvedAt,
                closes_at = :closesAt, rating = :rating, merged_into = :mergedInto, round = :round, restraint = :restraint,
                changes = changes + 1, changed_at = :changedAt
            where id = :id
            """)
    abstract void updateRow(TicketRow row);

    @Query("""
            select id, conversation_id, session from ticket
            where conversation_id in (:conversations) and session in (:sessions)
            """)
    abstract List<OpenedTicket> findOpened(List<Long> conversations, List<String> sessions);

    @Query(SELECT + """
            (select\s""" + TicketSelection.ALL_COLUMNS + """
            , row_number() over (partition by conversation_id
                order by case when\s""" + TicketSelection.ACTIVE_CONDITION + """
                 then 0 else 1 end, opened_at desc, id desc) as place
            from ticket where conversation_id in (:conversations)) as placed
            where place <= :limit order by conversation_id, place
            """)
    abstract List<Ticket> findActiveFirst(List<Long> conversations, int limit);

    @Query(SELECT + """
            (select\s""" + TicketSelection.ALL_COLUMNS + """
            , row_number() over (partition by conversation_id order by resolved_at desc, id desc) as place
            from ticket
            where conversation_id in (:conversations) and status = 'RESOLVED' and merged_into is null) as placed
            where place <= 1 order by conversation_id
            """)
    abstract List<Ticket> findResolvedLast(List<Long> conversations);

    @Query(SELECT + """
            ticket where conversation_id = :conversation and (opened_at > :after or opened_at = :after and id > :afterId)
            order by opened_at, id limit :limit
            """)
    abstract List<Ticket> findPage(long conversation, Instant after, long afterId, int limit);

    /// A page of the tickets that a person knows of, the newest first.
    ///
    /// @param before time of opening of the last ticket of the page before; of the first page, a time in the future
    /// @param beforeId id of that ticket
    @Query(SELECT + "ticket where conversation_id = :conversation and " + TicketSelection.KNOWN_CONDITION + """
             and (opened_at < :before or opened_at = :before and id < :beforeId)
            order by opened_at desc, id desc limit :limit
            """)
    public abstract List<Ticket> findKnown(long conversation, Instant before, long beforeId, int limit);

    @Query("select distinct conversation_id from ticket where conversation_id in (:persons) and "
            + TicketSelection.ACTIVE_CONDITION)
    abstract Set<Long> findActiveConversations(List<Long> persons);

    @Query(SELECT + "ticket where conversation_id in (:persons) and topic = :code and "
            + TicketSelection.ACTIVE_CONDITION + " order by id limit 500")
    abstract List<Ticket> findActiveByTopic(List<Long> persons, String code);

    @Query(SELECT + "ticket where number = :symbols")
    abstract Optional<Ticket> findByNumber(String symbols);

    @Query(SELECT + "ticket where id in (:ids)")
    abstract List<Ticket> findByIds(List<Long> ids);

    /// Locks a ticket. The caller has locked the person first.
    @Query(SELECT + "ticket where id = :id for update")
    public abstract Ticket lockTicket(long id);

    @Query("select stuck as sealed from ticket where id = :id and stuck is not null")
    abstract Optional<TicketBodyRepository.SealedValue> findStuck(long id);

    /// Stores the working time that the first answer took, for the statistics.
    @Query("update ticket set first_seconds = :seconds where id = :id and first_seconds is null")
    public abstract void saveFirstAnswerTime(long id, long seconds);

    /// Clears the time of the first answer, which was withdrawn before it was sent.
    @Query("update ticket set first_seconds = null where id = :id")
    public abstract void clearFirstAnswerTime(long id);

    /// Stores the first claim of a ticket. It is locked.
    ///
    /// @param seconds of working time since it was opened
    @Query("""
            update ticket set first_claimed_at = :now, claim_seconds = :seconds
            where id = :id and first_claimed_at is null
            """)
    public abstract void saveFirstClaim(long id, long seconds, Instant now);

    @Query("update ticket set changes = changes + 1, changed_at = :now where id = :id")
    abstract void incrementChanges(long id, Instant now);

    @Query("delete from ticket_tag where ticket_id = :ticket and tag = :tag")
    public abstract void deleteTag(long ticket, String tag);

    @Query("insert into ticket_tag (ticket_id, tag) values (:ticket, :tag)")
    public abstract void insertTag(long ticket, String tag);

    public void insertTickets(List<NewTicket> opened) {
        if (opened.isEmpty()) {
            return;
        }
        batches.writeRows(
                opened.stream()
                        .map(one -> TicketRow.fromTicket(
                                one.ticket(),
                                one.body(),
                                one.stuck(),
                                one.ticket().opened()))
                        .toList(),
                this::insertRow,
                this::insertRows);
        opened.forEach(one -> feed.notifyOfNewTicket(one.ticket().id()));
    }

    /// Tickets that these sessions opened, usually none.
    public List<Ticket> findByOpeners(Set<TicketOpener> openers) {
        List<OpenedTicket> opened = findOpened(
                PaddedKeys.padKeys(
                        openers.stream().map(TicketOpener::conversation).collect(Collectors.toSet())),
                PaddedKeys.padKeys(openers.stream().map(TicketOpener::session).collect(Collectors.toSet())));
        // A session of the same name may belong to another person.
        return findTickets(opened.stream()
                .filter(one -> openers.contains(new TicketOpener(one.conversationId(), one.session())))
                .map(OpenedTicket::id)
                .toList());
    }

    /// Tickets of a person: first those that are active, then the others, each group newest first.
    public List<Ticket> findByConversation(long conversation, int most) {
        return findByConversation(List.of(conversation), most);
    }

    /// Tickets of several persons.
    ///
    /// @param most maximum per person
    public List<Ticket> findByConversation(Collection<Long> conversations, int most) {
        return findActiveFirst(PaddedKeys.padKeys(conversations), most);
    }

    /// The last resolved ticket of each of these persons, without merged ones.
    public List<Ticket> findLastResolved(Collection<Long> conversations) {
        return findResolvedLast(PaddedKeys.padKeys(conversations));
    }

    /// The persons among these who have an active ticket.
    public Set<Long> findPersonsWithActive(Collection<Long> persons) {
        return findActiveConversations(PaddedKeys.padKeys(persons));
    }

    /// Active tickets of these persons with this topic; at most 500.
    public List<Ticket> findActive(Collection<Long> persons, String topic) {
        return findActiveByTopic(PaddedKeys.padKeys(persons), topic);
    }

    /// A page of all tickets of a person, the oldest first.
    ///
    /// @param last the ticket after which the page begins; null for the first page
    public List<Ticket> findPage(long conversation, Ticket last, int limit) {
        return last == null
                ? findPage(conversation, Instant.EPOCH, 0, limit)
                : findPage(conversation, last.opened(), last.id(), limit);
    }

    public Optional<Ticket> findTicket(Reference number) {
        return findByNumber(number.symbols());
    }

    /// Tickets of these ids that exist, without a lock.
    public List<Ticket> findTickets(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : findByIds(PaddedKeys.padKeys(ids));
    }

    /// Sealed position at which the person was stuck; empty when unknown.
    public Optional<byte[]> findStuckPosition(long id) {
        return findStuck(id).map(TicketBodyRepository.SealedValue::sealed);
    }

    /// Stores a ticket that is locked.
    public Ticket saveTicket(Ticket ticket, Instant now) {
        updateRow(TicketRow.fromTicket(ticket, null, null, now));
        feed.notifyOfChange(ticket.id());
        return ticket;
    }

    /// Counts a change of the ticket's parts, when its row stays the same.
    public void markChanged(long id, Instant now) {
        incrementChanges(id, now);
        feed.notifyOfChange(id);
    }
}
