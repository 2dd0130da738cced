package pk.rahnuma.conversation.batch;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.model.TrailEntry.Exit;

/// Drop-off figures of scripts, from the trail.
@Singleton
public final class TrailStatisticsService {

    /// Exits that lead nowhere within the script.
    private static final Set<Exit> ABANDONING_EXITS = EnumSet.of(Exit.CANCELLED, Exit.EXPIRED, Exit.SET_ASIDE);

    private final TrailRepository trail;

    TrailStatisticsService(TrailRepository trail) {
        this.trail = trail;
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

    /// Figures of all steps that were visited; all versions of the script together.
    ///
    /// @param language null for all; a person who changes it within a script is counted under the language of each step
    public List<StepFigures> findSteps(String script, Instant from, Instant to, String language) {
        Map<String, StepCounter> steps = new LinkedHashMap<>();
        trail.countEntries(script, from, to, language).forEach(entries -> count(steps, entries));
        return steps.entrySet().stream()
                .map(one -> one.getValue().toStep(one.getKey()))
                .toList();
    }

    private static void count(Map<String, StepCounter> steps, TrailRepository.TrailCount entries) {
        String from = entries.from();
        String to = entries.to();
        Exit exit = entries.exit();
        boolean inside = entries.inside();
        long many = entries.many();
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
