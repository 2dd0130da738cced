package pk.rahnuma.ticket.record;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// The table of forms that members of staff sent, each under the key of its page.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface StaffSubmissionRepository
        extends GenericRepository<StaffSubmissionRepository.SubmissionRow, StaffSubmissionRepository.SubmissionKey> {

    /// A row of the table `form_submission`.
    ///
    /// @param result empty while the form is in progress
    @MappedEntity(value = "form_submission", alias = "s")
    record SubmissionRow(@EmbeddedId SubmissionKey key, String result, Instant createdAt) {}

    /// Primary key.
    @Embeddable
    record SubmissionKey(
            @MappedProperty("staff_id") long staffId,
            @MappedProperty("submission_key") String submissionKey) {}

    void insertRow(SubmissionRow row);

    void updateByKey(@Id SubmissionKey key, String result);

    Optional<String> findResultByKey(SubmissionKey key);

    void deleteByCreatedAtLessThan(Instant time);
}
