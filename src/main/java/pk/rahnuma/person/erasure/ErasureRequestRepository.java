package pk.rahnuma.person.erasure;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// Requests for erasure. Each can be cancelled for a week; a reminder is sent a day before its end.
@Singleton
public final class ErasureRequestRepository {

    static final Duration GRACE_PERIOD = Duration.ofDays(7);
    static final Duration REMINDER_LEAD_TIME = Duration.ofDays(1);

    private static final String COLUMNS = "person_id, asked_at, due_at, reminded_at, told_at";

    private final Jdbi jdbi;

    ErasureRequestRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A request for erasure.
    ///
    /// @param reminded time of the reminder, or null
    /// @param told time of the last message, or null; from then on the request cannot be cancelled
    public record ErasureRequest(long person, Instant asked, Instant due, Instant reminded, Instant told) {}

    public Map<Long, ErasureRequest> findByPerson(Collection<Long> persons) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from erasure where person_id in (<persons>)")
                        .bindList("persons", List.copyOf(persons))
                        .map(ErasureRequestRepository::read)
                        .collect(Collectors.toMap(ErasureRequest::person, Function.identity())));
    }

    public Optional<ErasureRequest> findByPerson(long person) {
        return Optional.ofNullable(findByPerson(List.of(person)).get(person));
    }

    /// Stores a request. A repeated request does not restart the week.
    void insertRequest(long person, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into erasure (person_id, asked_at, due_at) values (:person, :now, :due)
                        on duplicate key update person_id = person_id
                        """)
                .bind("person", person)
                .bind("now", now)
                .bind("due", now.plus(GRACE_PERIOD))
                .execute());
    }

    /// Cancels a request.
    ///
    /// @return false when there is none, or the last message was sent
    boolean cancelRequest(long person) {
        return jdbi.withHandle(
                        handle -> handle.execute("delete from erasure where person_id = ? and told_at is null", person))
                == 1;
    }

    public void deleteByPerson(long person) {
        jdbi.useHandle(handle -> handle.execute("delete from erasure where person_id = ?", person));
    }

    void markReminded(long person, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update erasure set reminded_at = :now where person_id = :person")
                .bind("now", now)
                .bind("person", person)
                .execute());
    }

    void markFarewellSent(long person, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update erasure set told_at = :now where person_id = :person")
                .bind("now", now)
                .bind("person", person)
                .execute());
    }

    /// Requests that need a step now, the longest due first.
    List<ErasureRequest> findDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from erasure
                        where due_at <= :now or due_at <= :soon and reminded_at is null
                        order by due_at limit :most
                        """)
                .bind("now", now)
                .bind("soon", now.plus(REMINDER_LEAD_TIME))
                .bind("most", limit)
                .map(ErasureRequestRepository::read)
                .list());
    }

    private static ErasureRequest read(RowView row) {
        return new ErasureRequest(
                row.getColumn("person_id", Long.class),
                row.getColumn("asked_at", Instant.class),
                row.getColumn("due_at", Instant.class),
                row.getColumn("reminded_at", Instant.class),
                row.getColumn("told_at", Instant.class));
    }
}
