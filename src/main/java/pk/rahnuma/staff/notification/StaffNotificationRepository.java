package pk.rahnuma.staff.notification;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Repository of notifications of members of staff.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface StaffNotificationRepository extends GenericRepository<StaffNotification, Long> {

    /// Maximum notifications of a member that are stored, the newest.
    int MAX_PER_MEMBER = 100;

    void insertNotification(StaffNotification row);

    /// Lets an unread notification of the same kind about the same case stand for a new cause.
    @Query("""
            update staff_notification set created_at = :now
            where staff_id = :staffId and kind = :kind and case_id = :caseId and read_at is null
            """)
    long renewUnread(long staffId, StaffNotification.Kind kind, long caseId, Instant now);

    /// Cases about which anybody was notified for this reason since a time.
    @Query("select distinct case_id from staff_notification where kind = :kind and created_at > :since")
    Set<Long> findCases(StaffNotification.Kind kind, Instant since);

    @Query("select * from staff_notification where staff_id = :staffId order by created_at desc, id limit "
            + MAX_PER_MEMBER)
    List<StaffNotification> findNewest(long staffId);

    @Query("select count(*) from staff_notification where staff_id = :staffId and read_at is null")
    long countUnread(long staffId);

    /// Unread notifications of those of these members who have any.
    @Query("""
            select staff_id, unread, created_at, kind, case_number from (
                select staff_id, created_at, kind, case_number, count(*) over (partition by staff_id) as unread,
                    row_number() over (partition by staff_id order by created_at desc, id) as place
                from staff_notification where staff_id in (:members) and read_at is null) newest
            where place = 1
            """)
    List<StaffNotificationService.UnreadNotifications> findUnread(List<Long> members);

    @Query("""
            update staff_notification set read_at = :now
            where staff_id = :staffId and case_number = :caseNumber and read_at is null
            """)
    void markRead(long staffId, String caseNumber, Instant now);

    @Query("update staff_notification set read_at = :now where staff_id = :staffId and read_at is null")
    void markAllRead(long staffId, Instant now);

    /// Marks the notifications of all members of one kind about a case as read.
    @Query("""
            update staff_notification set read_at = :now
            where case_id = :caseId and kind = :kind and read_at is null
            """)
    void markDone(long caseId, StaffNotification.Kind kind, Instant now);

    void deleteByCaseId(long caseId);

    /// Deletes notifications that are old, of disabled members, or more than a member may have.
    @Query("""
            delete from staff_notification
            where created_at < :before or staff_id in (select id from staff where disabled_at is not null)
                or id in (select id from (
                    select id, row_number() over (partition by staff_id order by created_at desc, id) as place
                    from staff_notification) ranked where place > """ + MAX_PER_MEMBER + ")")
    void deleteExpired(Instant before);
}
