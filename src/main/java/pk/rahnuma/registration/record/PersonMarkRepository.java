package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.registration.PersonMark;

/// Repository of the marks that staff set on two persons. A pair has one row, the lower id first.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface PersonMarkRepository extends GenericRepository<ApplicationRow, Long> {

    /// Maximum marked persons of one that are read, the newest first.
    int MAX_MARKS_PER_PERSON = 50;

    /// Mark of a person with another one.
    @Introspected
    record MarkRow(long otherPerson, PersonMark mark) {}

    @Query("""
            select case when first_person = :person then second_person else first_person end as other_person, mark
            from person_mark where first_person = :person or second_person = :person
            order by marked_at desc, first_person, second_person limit\s""" + MAX_MARKS_PER_PERSON)
    List<MarkRow> findRows(long person);

    /// Marks of a person, by the other one.
    default Map<Long, PersonMark> findMarks(long person) {
        return findRows(person).stream().collect(Collectors.toMap(MarkRow::otherPerson, MarkRow::mark));
    }

    @Query("""
            insert into person_mark (first_person, second_person, mark, who, marked_at)
            values (:first, :second, :mark, :who, :now)
            on duplicate key update mark = values(mark), who = values(who), marked_at = values(marked_at)
            """)
    void savePair(long first, long second, PersonMark mark, String who, Instant now);

    /// Marks two persons.
    default void saveMark(long person, long other, PersonMark mark, String who, Instant now) {
        savePair(Math.min(person, other), Math.max(person, other), mark, who, now);
    }

    @Query("""
            delete from person_mark
            where first_person = :person and second_person = :other or first_person = :other and second_person = :person
            """)
    void deleteMark(long person, long other);

    @Query("delete from person_mark where first_person = :person or second_person = :person")
    void deleteByPerson(long person);
}
