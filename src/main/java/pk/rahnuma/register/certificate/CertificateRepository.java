package pk.rahnuma.register.certificate;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Repository of certificates.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface CertificateRepository extends GenericRepository<CertificateRow, Long> {

    /// Maximum certificates of a holder in an export.
    int MAX_EXPORTED = 1_000;

    /// Maximum numbers in the list of those that ended.
    int MAX_REVOKED = 100_000;

    void insert(CertificateRow row);

    @Query("select c.* from certificate c where c.number = :number")
    Optional<CertificateRow> findByNumber(String number);

    /// The certificate of an application that was not replaced.
    @Query("select c.* from certificate c where c.application_id = :application and c.ended_at is null limit 1")
    Optional<CertificateRow> findCurrent(long application);

    @Query("update certificate set ended_at = :now where application_id = :application and ended_at is null")
    void endCurrent(long application, Instant now);

    @Query("select c.* from certificate c where c.subject_id = :subject order by c.issued_at desc limit "
            + MAX_EXPORTED)
    List<CertificateRow> findBySubject(long subject);

    /// Numbers of ended certificates whose last day is not over, the newest first.
    @Query("""
            select c.number from certificate c
            where c.ended_at is not null and (c.valid_until is null or c.valid_until >= :today)
            order by c.ended_at desc
            """ + "limit " + MAX_REVOKED)
    List<String> findEnded(LocalDate today);

    /// Certificates that were not replaced, by id.
    @Query("select c.* from certificate c where c.ended_at is null and c.id > :after order by c.id limit :limit")
    List<CertificateRow> findCurrentAfter(long after, int limit);

    /// Ends the certificates of a holder, and deletes all that leads to them.
    @Query("""
            update certificate set subject_id = 0, application_id = 0, statement = :nothing,
                ended_at = coalesce(ended_at, :now)
            where subject_id = :subject
            """)
    void eraseSubject(long subject, byte[] nothing, Instant now);
}
