package pk.rahnuma.conversation.report;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.dialog.model.TrailEntry.Exit;

/// Drop-off figures of scripts, from the trail. The trail has no identity in it, so no figure leads to a person.
@Singleton
public final class TrailStatisticsRepository {

    /// Exits that lead nowhere within the script.
    private static final Set<Exit> ABANDONING_EXITS = EnumSet.of(Exit.CANCELLED, Exit.EXPIRED, Exit.SET_ASIDE);

    private final Jdbi jdbi;

    TrailStatisticsRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Figures of one step of a script within a period. Every entry has gone on, has left, or is still there: `before +
    /// cameIn = wentOn + left + there`.
    ///
    /// @param before people at the step when the period began
    /// @param tries refused answers; a person who tries again is still there
    /// @param there people at the step when the period ended; for an end of the script, all who reached it
    public record StepFigures(String name, long before, long cameIn, long wentOn, long left, long there, long tries) {}

    private static final class StepCounter {
        private long before;
        private long cameIn;
        private long wentOn;
        private long left;
        private long tries;

        StepFigures toStep(String name) {
            return new StepFigures(name, before, cameIn, wentOn, left, before + cameIn - wentOn - left, tries);
        }
    }

    /// Figures of all steps that were visited, most entries first; all versions of the script together.
    ///
    /// @param language null for all; a person who changes it within a script is counted under the language of each step
    public List<StepFigures> findSteps(String script, Instant from, Instant to, String language) {
        Map<String, StepCounter> steps = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select from_step, exit_kind, to_step, case when created_at < :from then 0 else 1 end inside,
                            count(*) many
                        from trail
                        where script = :script and created_at < :to and (:language is null or language = :language)
                        group by from_step, exit_kind, to_step, inside
                        """)
                .bind("script", script)
                .bind("from", from)
                .bind("to", to)
                .bind("language", language)
                .map((RowView row) -> {
                    count(
                            steps,
                            row.getColumn("from_step", String.class),
                            Exit.valueOf(row.getColumn("exit_kind", String.class)),
                            row.getColumn("to_step", String.class),
                            row.getColumn("inside", Integer.class) == 1,
                            row.getColumn("many", Long.class));
                    return 0;
                })
                .list());
        return steps.entrySet().stream()
                .map(one -> one.getValue().toStep(one.getKey()))
                .toList();
    }

    private static void count(
            Map<String, StepCounter> steps, String from, Exit exit, String to, boolean inside, long many) {
        if (from.equals(to)) {
            if (inside && exit == Exit.FAILED) {
                steps.computeIfAbsent(from, name -> new StepCounter()).tries += many;
            }
            return;
        }
        if (!from.isEmpty()) {
            StepCounter left = steps.computeIfAbsent(from, name -> new StepCounter());
            if (!inside) {
                left.before -= many;
            } else if (ABANDONING_EXITS.contains(exit) || to.isEmpty()) {
                left.left += many;
            } else {
                left.wentOn += many;
            }
        }
        if (!to.isEmpty()) {
            StepCounter entered = steps.computeIfAbsent(to, name -> new StepCounter());
            if (inside) {
                entered.cameIn += many;
            } else {
                entered.before += many;
            }
        }
    }
}
