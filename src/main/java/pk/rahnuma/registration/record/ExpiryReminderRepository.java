package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.registration.ExpiryKind;
import pk.rahnuma.registration.LineStatus;

/// Repository of the reminders of last days that were sent.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ExpiryReminderRepository extends GenericRepository<ApplicationRow, Long> {

    /// A reminder that was sent.
    @Introspected
    record SentReminder(ExpiryKind kind, LocalDate lastDay, int daysBefore) {}

    /// Applications of which lines end in a time, and which have not got that reminder.
    @Query("""
            select distinct l.application_id from line l
            where l.valid_until >= :from and l.valid_until <= :to and l.status = :status and not exists (
                select 1 from expiry_reminder r
                where r.application_id = l.application_id and r.kind = 'LINES' and r.last_day = l.valid_until
                    and r.days_before = :days)
            limit :limit
            """)
    List<Long> findEnding(LocalDate from, LocalDate to, LineStatus status, int days, int limit);

    /// Applications with lines in a status whose certificate ends in a time, and which have not got that reminder.
    @Query("""
            select a.id from application a
            where a.certificate_until >= :from and a.certificate_until <= :to
                and exists (select 1 from line l where l.application_id = a.id and l.status = :status)
                and not exists (
                    select 1 from expiry_reminder r
                    where r.application_id = a.id and r.kind = 'CERTIFICATE' and r.last_day = a.certificate_until
                        and r.days_before = :days)
            limit :limit
            """)
    List<Long> findEndingCertificates(LocalDate from, LocalDate to, LineStatus status, int days, int limit);

    /// Last day of the certificate of an application.
    @Query("select certificate_until from application where id = :id and certificate_until is not null")
    Optional<LocalDate> findCertificateUntil(long id);

    @Query("select kind, last_day, days_before from expiry_reminder where application_id = :id limit 1000")
    List<SentReminder> findSent(long id);

    @Query("""
            insert into expiry_reminder (application_id, kind, last_day, days_before)
            values (:application, :kind, :lastDay, :daysBefore)
            """)
    void insertSent(long application, ExpiryKind kind, LocalDate lastDay, int daysBefore);

    /// Deletes the reminders of days that are over.
    @Query("delete from expiry_reminder where last_day < :today")
    int deleteOver(LocalDate today);
}
