package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.staff.StaffSignOutListener;
import pk.rahnuma.ticket.TicketAgent;

/// Repository of members of staff who are at the desk. An open console reports its agent again and again. An agent who
/// is silent for long or has signed out loses the tickets that wait for them.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface AgentPresenceRepository
        extends GenericRepository<AgentPresenceRepository.PresenceRow, Long>, StaffSignOutListener {

    /// Maximum of members that are listed, the last seen first.
    int MAX_SEATS = 1_000;

    /// A row of the table `desk_member`.
    ///
    /// @param languages by commas
    /// @param topics by commas
    @MappedEntity(value = "desk_member", alias = "m")
    record PresenceRow(@Id long staffId, String who, String languages, String topics, boolean takes, Instant seenAt) {

        private AgentPresence toPresence() {
            return new AgentPresence(
                    new TicketAgent(staffId, who), splitList(languages), splitList(topics), takes, seenAt);
        }

        private static Set<String> splitList(String commas) {
            return Stream.of(commas.split(",")).filter(each -> !each.isEmpty()).collect(Collectors.toSet());
        }
    }

    /// A member of staff at the desk.
    ///
    /// @param languages that they answer in; empty for all
    /// @param topics that they know; empty for all
    /// @param takes whether tickets may be assigned to them automatically
    /// @param seen time at which they were last seen
    record AgentPresence(TicketAgent member, Set<String> languages, Set<String> topics, boolean takes, Instant seen) {

        /// True when they signed off or were signed out.
        public boolean isGone() {
            return seen.equals(Instant.EPOCH);
        }

        /// True when they can take a ticket of this language and topic.
        public boolean canTake(String language, String topic) {
            return takes
                    && (languages.isEmpty() || languages.contains(language))
                    && (topics.isEmpty() || topics.contains(topic));
        }
    }

    @Query("""
            insert into desk_member (staff_id, who, languages, topics, takes, seen_at)
            values (:staffId, :who, :languages, :topics, :takes, :seenAt)
            on duplicate key update who = values(who), languages = values(languages),
                topics = values(topics), takes = values(takes), seen_at = values(seen_at)
            """)
    void savePresence(PresenceRow row);

    @Query("""
            insert into desk_member (staff_id, who, languages, topics, takes, seen_at)
            values (:staffId, 'signed out', '', '', false, :seenAt)
            on duplicate key update takes = values(takes), seen_at = values(seen_at)
            """)
    void saveAbsence(long staffId, Instant seenAt);

    @Query("select * from desk_member order by seen_at desc limit " + MAX_SEATS)
    List<PresenceRow> findLastSeen();

    /// Records that the member is at the desk. Called about every half minute.
    default void recordPresence(
            TicketAgent member, Set<String> languages, Set<String> topics, boolean takes, Instant now) {
        savePresence(
                new PresenceRow(member.id(), member.name(), joinSorted(languages), joinSorted(topics), takes, now));
    }

    private static String joinSorted(Set<String> values) {
        return values.stream().sorted().collect(Collectors.joining(","));
    }

    /// Their tickets return to the queue with the next run of the job, also those of a member who never was at the
    /// desk.
    @Override
    default void onSignedOut(long member) {
        saveAbsence(member, Instant.EPOCH);
    }

    /// Members that were seen, the last first.
    default List<AgentPresence> listSeats() {
        return findLastSeen().stream().map(PresenceRow::toPresence).toList();
    }
}
