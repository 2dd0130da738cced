package pk.rahnuma.registration;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.List;

/// Repository of the table `holiday`.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface HolidayRepository extends GenericRepository<HolidayRow, String> {

    /// Maximum number of days that are read, the latest.
    int MAX_DAYS = 1_000;

    List<HolidayRow> findAllOrderByOffOnDesc(Pageable page);

    void saveHoliday(HolidayRow holiday);

    void deleteById(String offOn);

    /// Holidays in order.
    default List<PublicHoliday> listHolidays() {
        return findAllOrderByOffOnDesc(Pageable.from(0, MAX_DAYS)).stream()
                .map(HolidayRow::toHoliday)
                .toList()
                .reversed();
    }
}
