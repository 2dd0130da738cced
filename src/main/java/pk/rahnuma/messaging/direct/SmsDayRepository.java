package pk.rahnuma.messaging.direct;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Repository of the number of SMS of each day.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface SmsDayRepository extends GenericRepository<SmsDayRepository.SmsDayRow, Integer> {

    /// A row of the table `sms_day`.
    ///
    /// @param dayNumber days since 1970-01-01
    @MappedEntity(value = "sms_day", alias = "d")
    record SmsDayRow(@Id int dayNumber, int sent) {}

    Optional<SmsDayRow> findByDayNumber(int dayNumber);

    @Query("insert ignore into sms_day (day_number, sent) values (:day, 0)")
    void insertMissing(int day);

    /// Counts one, if a rest is left of the budget then.
    ///
    /// @return 0 when it is not, or the day has no row
    @Query("update sms_day set sent = sent + 1 where day_number = :day and sent + 1 + :rest <= :budget")
    int countOne(int day, long rest, long budget);

    void deleteByDayNumberLessThan(int dayNumber);
}
