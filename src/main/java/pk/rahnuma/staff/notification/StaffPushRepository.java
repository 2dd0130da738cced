package pk.rahnuma.staff.notification;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;

/// Repository of devices of members of staff that get notifications by web push, and of the messages to be sent there.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface StaffPushRepository
        extends GenericRepository<StaffPushRepository.SubscriptionRow, Long>, SealedColumnProvider {

    /// Maximum devices of a member, those subscribed last.
    int MAX_SUBSCRIPTIONS_PER_MEMBER = 5;

    SealedColumn CONTENT_COLUMN =
            new SealedColumn("staff_push_subscription", "content", 3_000, List.of("id"), "t.staff_id");

    /// A row of the table `staff_push_subscription`.
    ///
    /// @param sessionId session in which the device was subscribed last
    /// @param language of the console there
    /// @param content sealed
    @MappedEntity(value = "staff_push_subscription", alias = "s")
    record SubscriptionRow(
            @Id long id,
            long staffId,
            long sessionId,
            String language,
            byte[] subscriptionHash,
            byte[] content,
            Instant createdAt) {}

    /// A message that may be sent now.
    ///
    /// @param content of the subscription, sealed
    @Introspected
    record DueMessage(
            long notificationId,
            long subscriptionId,
            long staffId,
            StaffNotification.Kind kind,
            long caseId,
            String caseNumber,
            String language,
            byte[] content) {

        Reference number() {
            return new Reference(caseNumber);
        }
    }

    @Override
    default List<SealedColumn> sealedColumns() {
        return List.of(CONTENT_COLUMN);
    }

    void insertRow(SubscriptionRow row);

    @Query("delete from staff_push_subscription where subscription_hash = :hash")
    void deleteByHash(byte[] hash);

    @Query("delete from staff_push_subscription where subscription_hash = :hash and staff_id = :member")
    void deleteOwn(byte[] hash, long member);

    void deleteById(long id);

    @Query("delete from staff_push_subscription where staff_id = :member and id not in (select id from ("
            + "select id from staff_push_subscription where staff_id = :member order by created_at desc, id limit "
            + MAX_SUBSCRIPTIONS_PER_MEMBER + ") newest)")
    void deleteExcess(long member);

    /// Queues a message about an unread notification for each device of its member; one that was sent before is queued
    /// again.
    @Query("""
            insert into staff_push_message (notification_id, subscription_id, not_before, queued_at)
            select n.id, s.id, :now, :now from staff_notification n
                join staff_push_subscription s on s.staff_id = n.staff_id
            where n.staff_id = :member and n.kind = :kind and n.case_id = :caseId and n.read_at is null
            on duplicate key update not_before = values(not_before), queued_at = values(queued_at)
            """)
    void queueMessages(long member, StaffNotification.Kind kind, long caseId, Instant now);

    /// Messages to members who are enabled and have not read the notification, the longest wait first.
    ///
    /// @param since time after which they were queued
    @Query("""
            select m.notification_id, m.subscription_id, s.staff_id, n.kind, n.case_id, n.case_number, s.language,
                s.content
            from staff_push_message m
                join staff_push_subscription s on s.id = m.subscription_id
                join staff_notification n on n.id = m.notification_id and n.staff_id = s.staff_id
                join staff a on a.id = s.staff_id
            where m.not_before <= :now and m.queued_at > :since and n.read_at is null and a.disabled_at is null
            order by m.not_before, m.notification_id limit :limit
            """)
    List<DueMessage> findDue(Instant now, Instant since, int limit);

    /// Takes a message, which no other node takes then.
    ///
    /// @return 0 when another node has taken it
    @Query("""
            update staff_push_message set not_before = null
            where notification_id = :notification and subscription_id = :subscription and not_before <= :now
            """)
    int claimMessage(long notification, long subscription, Instant now);

    /// Returns a message that was taken to the queue.
    @Query("""
            update staff_push_message set not_before = :next
            where notification_id = :notification and subscription_id = :subscription and not_before is null
            """)
    void retryMessage(long notification, long subscription, Instant next);

    /// Deletes a message that was taken, unless a new cause has queued it again.
    @Query("""
            delete from staff_push_message
            where notification_id = :notification and subscription_id = :subscription and not_before is null
            """)
    void deleteMessage(long notification, long subscription);

    @Query("delete from staff_push_message where queued_at < :before")
    void deleteQueuedBefore(Instant before);
}
