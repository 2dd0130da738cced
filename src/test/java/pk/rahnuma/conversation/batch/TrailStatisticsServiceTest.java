package pk.rahnuma.conversation.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;

@OnEachDatabase(always = true)
class TrailStatisticsServiceTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;
    private final TrailStatisticsService figures;

    TrailStatisticsServiceTest(TestDatabase database) {
        this.database = database;
        this.figures = database.getBean(TrailStatisticsService.class);
    }

    private void leave(String script, String from, Exit exit, String to, String language, Instant at) {
        database.getBean(TrailRepository.class)
                .insertTrail(List.of(new TrailEntry(script, "flow", from, exit, to, null)), List.of(language), at);
    }

    private Map<String, TrailStatisticsService.StepFigures> steps(String script, Instant from, String language) {
        return figures.findSteps(script, from, MONDAY.plus(Duration.ofDays(7)), language).stream()
                .collect(Collectors.toMap(TrailStatisticsService.StepFigures::name, Function.identity()));
    }

    @Test
    void entriesOfAStepEqualItsExitsAndRemainder() {
        for (int i = 0; i < 5; i++) {
            leave("one", "", Exit.STARTED, "name", "en", MONDAY);
        }
        leave("one", "name", Exit.FAILED, "name", "en", MONDAY);
        leave("one", "name", Exit.ANSWERED, "city", "en", MONDAY);
        leave("one", "name", Exit.ANSWERED, "city", "en", MONDAY);
        leave("one", "city", Exit.BACK, "name", "en", MONDAY);
        leave("one", "name", Exit.CANCELLED, "", "en", MONDAY);
        leave("one", "city", Exit.ENDED, "done", "en", MONDAY);
        leave("another", "", Exit.STARTED, "name", "en", MONDAY);

        assertThat(steps("one", MONDAY, null))
                .containsOnly(
                        Map.entry("name", new TrailStatisticsService.StepFigures("name", 0, 6, 2, 1, 3, 1)),
                        Map.entry("city", new TrailStatisticsService.StepFigures("city", 0, 2, 2, 0, 0, 0)),
                        Map.entry("done", new TrailStatisticsService.StepFigures("done", 0, 1, 0, 0, 1, 0)));
    }

    @Test
    void anEarlierEntryThatLeavesCountsAtTheBeginning() {
        leave("two", "", Exit.STARTED, "name", "ur", MONDAY.minus(Duration.ofDays(3)));
        leave("two", "", Exit.STARTED, "name", "ur", MONDAY);
        leave("two", "name", Exit.EXPIRED, "", "ur", MONDAY.plusSeconds(5));

        assertThat(steps("two", MONDAY, "ur").values())
                .containsExactly(new TrailStatisticsService.StepFigures("name", 1, 1, 0, 1, 1, 0));
        assertThat(steps("two", MONDAY, "en")).isEmpty();
    }
}
