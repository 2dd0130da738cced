package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import pk.rahnuma.dialog.field.IpAddresses.AddressBounds;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.registration.LineStatus;

/// Repository of searches among the lines of all holders. A search begins with a part of the filter that few lines
/// have, or reads the lines of a status in the order of the list until a page is full: either way an index leads to
/// the rows, also among a million.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class LineSearchRepository implements GenericRepository<LineRow, Long> {

    private final JdbcOperations operations;
    private final SearchIndexRepository index;
    private final LineRegisterRepository register;

    LineSearchRepository(JdbcOperations operations, SearchIndexRepository index, LineRegisterRepository register) {
        this.operations = operations;
        this.index = index;
        this.register = register;
    }

    /// Lines among which a search looks.
    ///
    /// @param column `id` or `application_id`
    /// @param keys values of the column
    record LineCandidates(String column, List<Long> keys) {}

    /// Ids of the lines with an address in a range, addresses being of that many bytes.
    @Query("""
            select distinct line_id from line_address
            where address >= :first and address <= :last and octet_length(address) = :bytes limit :limit
            """)
    abstract List<Long> findIdsByAddress(byte[] first, byte[] last, int bytes, int limit);

    @Query("select id from line where status in (:statuses) and provider_hash = :provider limit :limit")
    abstract List<Long> findIdsByProvider(Collection<LineStatus> statuses, byte[] provider, int limit);

    /// Positions of the lines that match, in the order of the list.
    ///
    /// @param statuses one, unless there are candidates
    /// @param after last position of the page before; null for the first page
    @Connectable
    List<LineSearchPosition> findPositions(
            Collection<LineStatus> statuses,
            LineSearchFilter filter,
            @Nullable LineCandidates candidates,
            @Nullable LineSearchPosition after,
            int limit) {
        SearchStatement statement = new SearchStatement();
        statement.addCondition(
                "l.status in (" + placeholders(statuses.size()) + ")",
                statuses.stream().map(LineStatus::name).toArray());
        statement.addCondition("l.subject_id <> 0");
        if (candidates != null) {
            List<Long> keys = PaddedKeys.padKeys(candidates.keys());
            statement.addCondition(
                    "l." + candidates.column() + " in (" + placeholders(keys.size()) + ")", keys.toArray());
        }
        addFilter(statement, filter);
        String order = filter.isByLastDay() ? "l.valid_until" : "l.status_since";
        if (after != null) {
            // The first comparison alone leads the databases to the place in the index.
            Object value = filter.isByLastDay() ? after.toDay() : after.toTime();
            String before = filter.isByLastDay() ? ">" : "<";
            statement.addCondition(
                    "%1$s %2$s= ? and (%1$s %2$s ? or l.id %2$s ?)".formatted(order, before), value, value, after.id());
        }
        String direction = filter.isByLastDay() ? "" : " desc";
        String sql = "select " + order + ", l.id from line l where " + String.join(" and ", statement.conditions)
                + " order by " + order + direction + ", l.id" + direction + " limit ?";
        statement.values.add(limit);
        return readPositions(sql, statement.values, filter.isByLastDay());
    }

    /// Parts of a filter that were not met by the choice of candidates are met by counting for each line: databases
    /// would turn `exists` into a join, and begin with its thousands of rows.
    private void addFilter(SearchStatement statement, LineSearchFilter filter) {
        if (filter.provider() != null) {
            statement.addCondition("l.provider_hash = ?", register.hashProvider(filter.provider()));
        }
        if (filter.site() != null) {
            statement.addCondition("l.site_hash = ?", register.hashSite(filter.site()));
        }
        if (filter.endsFrom() != null) {
            statement.addCondition("l.valid_until >= ?", filter.endsFrom());
        }
        if (filter.endsUntil() != null) {
            statement.addCondition("l.valid_until <= ?", filter.endsUntil());
        }
        filter.terms()
                .forEach(term -> statement.addCondition(
                        "(select count(*) from search_term t where t.term_hash = ?"
                                + " and t.application_id = l.application_id) > 0",
                        index.hashTerm(term)));
        AddressBounds addresses = filter.addresses();
        if (addresses != null) {
            statement.addCondition(
                    "(select count(*) from line_address r where r.line_id = l.id and r.address >= ?"
                            + " and r.address <= ? and octet_length(r.address) = ?) > 0",
                    addresses.first(),
                    addresses.last(),
                    addresses.first().length);
        }
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private List<LineSearchPosition> readPositions(String sql, List<Object> values, boolean byLastDay) {
        return operations.prepareStatement(sql, select -> {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof Instant time) {
                    UtcTimestamps.bindInstant(select, i + 1, time);
                } else {
                    select.setObject(i + 1, values.get(i));
                }
            }
            List<LineSearchPosition> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            byLastDay
                                    ? LineSearchPosition.ofDay(rows.getObject(1, LocalDate.class), rows.getLong(2))
                                    : LineSearchPosition.ofTime(UtcTimestamps.readInstant(rows, 1), rows.getLong(2)));
                }
            }
            return found;
        });
    }

    /// Conditions of a statement, with the values of their parameters.
    private static final class SearchStatement {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        private void addCondition(String condition, Object... parameters) {
            conditions.add(condition);
            values.addAll(Arrays.asList(parameters));
        }
    }
}
