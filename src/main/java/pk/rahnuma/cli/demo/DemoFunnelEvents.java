package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pk.rahnuma.cli.demo.random.SeededRandom;
import pk.rahnuma.conversation.report.TrailRepository;
import pk.rahnuma.conversation.report.TrailRepository.TrailRow;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Writes the trail of people whose conversations are not in the demo: applicants went through the whole form, and many
/// people left in the middle. The entries have the form that the engine writes, so that every visit to a step has
/// continued, left, or is waiting there.
final class DemoFunnelEvents {

    private static final int BATCH_SIZE = 2_000;
    /// Probability of leaving at a question; three times as high where a document is asked for.
    private static final double DROP_OUT_PROBABILITY = 0.017;

    private final TrailRepository trails;
    private final SeededRandom dice;
    private final Instant now;
    private final List<TrailRow> prints = new ArrayList<>();

    DemoFunnelEvents(TrailRepository trails, SeededRandom dice, Instant now) {
        this.trails = trails;
        this.dice = dice;
        this.now = now;
    }

    /// Adds a walk through a script.
    ///
    /// @param leaves true when the person may leave on the way
    /// @param end time of the last step, or of the first when the person may leave
    void addWalk(Script script, String language, Instant end, boolean leaves) {
        List<ScriptStep> path = new ArrayList<>();
        path(script.steps(), path, leaves);
        Instant at = leaves ? end : end.minus(Duration.ofSeconds(25L * path.size()));
        String from = "";
        for (ScriptStep step : path) {
            Exit exit = step instanceof ScriptStep.End
                    ? Exit.ENDED
                    : from.isEmpty() ? Exit.STARTED : dice.nextBoolean(0.04) ? Exit.SKIPPED : Exit.ANSWERED;
            print(script, from, exit, step.name(), null, language, at);
            from = step.name();
            if (step instanceof ScriptStep.End) {
                return;
            }
            at = at.plus(dice.durationBetween(Duration.ofSeconds(5), Duration.ofSeconds(40)));
            if (dice.nextBoolean(0.05)) {
                print(script, from, Exit.FAILED, from, "format", language, at);
            }
            if (leaves && dice.nextBoolean(isPaper(step) ? 3 * DROP_OUT_PROBABILITY : DROP_OUT_PROBABILITY)) {
                leave(script, from, language, at);
                return;
            }
        }
    }

    /// Adds the entries of a person who leaves. A third give up at once; most of the others are waited for until their
    /// draft expires.
    private void leave(Script script, String from, String language, Instant at) {
        if (dice.nextBoolean(0.33)) {
            print(script, from, Exit.CANCELLED, "", null, language, at);
        } else if (dice.nextBoolean(0.85)) {
            print(script, from, Exit.EXPIRED, "", null, language, at.plus(Duration.ofDays(script.keeps() ? 60 : 1)));
        }
    }

    private static boolean isPaper(ScriptStep step) {
        return step instanceof ScriptStep.Question question
                && question.type().typeName().equals("file");
    }

    /// Collects the steps that a person meets: about half of the conditional ones.
    private void path(List<ScriptStep> steps, List<ScriptStep> path, boolean leaves) {
        for (ScriptStep step : steps) {
            if (!path.isEmpty() && path.getLast() instanceof ScriptStep.End) {
                return;
            }
            switch (step) {
                case ScriptStep.Group group -> {
                    boolean ends = group.steps().stream().anyMatch(ScriptStep.End.class::isInstance);
                    if (dice.nextBoolean(ends ? leaves ? 0.03 : 0 : 0.5)) {
                        path(group.steps(), path, leaves);
                    }
                }
                case ScriptStep.Repeat repeat -> {
                    path(repeat.steps(), path, leaves);
                    path.add(repeat);
                }
                case ScriptStep.Question question -> {
                    if (!question.later() && question.derived() == null) {
                        path.add(question);
                    }
                }
                case ScriptStep.Review review -> path.add(review);
                case ScriptStep.End end -> path.add(end);
                default -> {}
            }
        }
    }

    private void print(Script script, String from, Exit exit, String to, String reason, String language, Instant at) {
        if (!at.isAfter(now)) {
            prints.add(new TrailRow(null, script.name(), script.flow(), from, exit, to, reason, language, at));
        }
    }

    void writeEvents(ProgressListener progress) {
        prints.sort(Comparator.comparing(TrailRow::createdAt));
        for (int i = 0; i < prints.size(); i += BATCH_SIZE) {
            List<TrailRow> some = prints.subList(i, Math.min(prints.size(), i + BATCH_SIZE));
            trails.insertRows(some);
            progress.reportProgress("leaving a trail", i + some.size(), prints.size());
        }
    }
}
