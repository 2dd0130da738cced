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
/// have, or with the first lines of a status in the order of the list: either way an index leads to the rows, also
/// among
/// a million.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class LineSearchRepository implements GenericRepository<LineRow, Long> {

    /// Lines that are looked at in the order of the list. A page is full after them when one line in a hundred matches.
    static final int MAX_FIRST_LINES = 5_000;

    private static final String ADDRESS_CONDITION = "r.address >= ? and r.address <= ? and octet_length(r.address) = ?";

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

    /// Positions of the matching lines among these, in the order of the list.
    ///
    /// @param after last position of the page before; null for the first page
    @Connectable
    List<LineSearchPosition> findAmong(
            LineCandidates candidates, LineSearchFilter filter, @Nullable LineSearchPosition after, int limit) {
        SearchStatement statement = createStatement("line l", filter.statuses(), filter, after);
        List<Long> keys = PaddedKeys.padKeys(candidates.keys());
        statement.addCondition("l." + candidates.column() + " in (" + placeholders(keys.size()) + ")", keys.toArray());
        addCounts(statement, filter);
        return readPositions(statement, filter, limit);
    }

    /// Positions of the lines of a status that match, in the order of the list: the first lines of that order are
    /// looked at, and if these are not enough, all that match one part of the filter. Without the first step a frequent
    /// part would be slow, without the second one of which only lines at the end of the list have it.
    @Connectable
    List<LineSearchPosition> findInOrder(
            LineStatus status, LineSearchFilter filter, @Nullable LineSearchPosition after, int limit) {
        SearchStatement ordered = createStatement("line l", List.of(status), filter, after);
        if (filter.addresses() == null && filter.terms().isEmpty()) {
            return readPositions(ordered, filter, limit);
        }
        SearchStatement first = new SearchStatement("(" + ordered.toSql(filter) + ") l");
        first.values.addAll(ordered.values);
        first.values.add(MAX_FIRST_LINES);
        addCounts(first, filter);
        List<LineSearchPosition> found = readPositions(first, filter, limit);
        return found.size() == limit
                        || readPositions(ordered, filter, MAX_FIRST_LINES).size() < MAX_FIRST_LINES
                ? found
                : findFromFilter(status, filter, after, limit);
    }

    private List<LineSearchPosition> findFromFilter(
            LineStatus status, LineSearchFilter filter, @Nullable LineSearchPosition after, int limit) {
        List<Object> values = new ArrayList<>();
        String from;
        if (filter.addresses() != null) {
            from = "(select distinct r.line_id as id from line_address r where " + ADDRESS_CONDITION
                    + ") c join line l on l.id = c.id";
            values.addAll(addressValues(filter.addresses()));
        } else {
            from = "(select t.application_id as id from search_term t where t.term_hash in ("
                    + placeholders(filter.terms().size())
                    + ") group by t.application_id having count(*) = ?) c join line l on l.application_id = c.id";
            filter.terms().forEach(term -> values.add(index.hashTerm(term)));
            values.add(filter.terms().size());
        }
        SearchStatement statement = createStatement(from, List.of(status), filter, after);
        statement.values.addAll(0, values);
        addCounts(statement, filter);
        return readPositions(statement, filter, limit);
    }

    /// A statement with the conditions about columns of lines.
    private SearchStatement createStatement(
            String from, Collection<LineStatus> statuses, LineSearchFilter filter, @Nullable LineSearchPosition after) {
        SearchStatement statement = new SearchStatement(from);
        statement.addCondition(
                "l.status in (" + placeholders(statuses.size()) + ")",
                statuses.stream().map(LineStatus::name).toArray());
        statement.addCondition("l.subject_id <> 0");
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
        if (after != null) {
            // The first comparison alone leads the databases to the place in the index.
            Object value = filter.isByLastDay() ? after.toDay() : after.toTime();
            statement.addCondition(
                    "%1$s %2$s= ? and (%1$s %2$s ? or l.id %2$s ?)"
                            .formatted(orderColumn(filter), filter.isByLastDay() ? ">" : "<"),
                    value,
                    value,
                    after.id());
        }
        return statement;
    }

    private static String orderColumn(LineSearchFilter filter) {
        return filter.isByLastDay() ? "l.valid_until" : "l.status_since";
    }

    /// Adds conditions about addresses and terms. They count for each line: databases would turn `exists` into a join,
    /// and begin with its thousands of rows.
    private void addCounts(SearchStatement statement, LineSearchFilter filter) {
        filter.terms()
                .forEach(term -> statement.addCondition(
                        "(select count(*) from search_term t where t.term_hash = ?"
                                + " and t.application_id = l.application_id) > 0",
                        index.hashTerm(term)));
        if (filter.addresses() != null) {
            statement.addCondition(
                    "(select count(*) from line_address r where r.line_id = l.id and " + ADDRESS_CONDITION + ") > 0",
                    addressValues(filter.addresses()).toArray());
        }
    }

    private static List<Object> addressValues(AddressBounds addresses) {
        return List.of(addresses.first(), addresses.last(), addresses.first().length);
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private List<LineSearchPosition> readPositions(SearchStatement statement, LineSearchFilter filter, int limit) {
        List<Object> values = new ArrayList<>(statement.values);
        values.add(limit);
        return operations.prepareStatement(statement.toSql(filter), select -> {
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
                    long id = rows.getLong(2);
                    found.add(
                            filter.isByLastDay()
                                    ? LineSearchPosition.ofDay(rows.getObject(1, LocalDate.class), id)
                                    : LineSearchPosition.ofTime(UtcTimestamps.readInstant(rows, 1), id));
                }
            }
            return found;
        });
    }

    /// Statement that reads positions: conditions, and values of the parameters in their order.
    private static final class SearchStatement {
        private final String from;
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        private SearchStatement(String from) {
            this.from = from;
        }

        private void addCondition(String condition, Object... parameters) {
            conditions.add(condition);
            values.addAll(Arrays.asList(parameters));
        }

        /// The statement, whose last parameter is the limit.
        private String toSql(LineSearchFilter filter) {
            String column = orderColumn(filter);
            String direction = filter.isByLastDay() ? "" : " desc";
            return "select " + column + ", l.id, l.application_id from " + from + " where "
                    + String.join(" and ", conditions) + " order by " + column + direction + ", l.id" + direction
                    + " limit ?";
        }
    }
}
